namespace SmartCampus.Events;

/// <summary>
/// Which positions have left the log, in bitmaps of 4,096 positions each: any other position up to the end of the log that has no
/// entry is lost. A bit per position is little beside the entries that are gone.
/// </summary>
internal sealed class RemovedPositions(Connection connection)
{
    private const int PerChunk = 4_096;

    private readonly Statement _chunk = connection.Prepare("select positions, checksum from removed where chunk = ?1");
    private readonly Statement _put = connection.Prepare("insert or replace into removed (chunk, positions, checksum) values (?1, ?2, ?3)");
    private readonly byte[] _bits = new byte[PerChunk / 8];

    /// <summary>Notes positions that leave the log, inside the caller's write transaction.</summary>
    public void Add(IEnumerable<long> positions)
    {
        foreach (var chunk in positions.GroupBy(ChunkOf).OrderBy(c => c.Key))
        {
            Load(chunk.Key);
            foreach (var position in chunk) _bits[(position % PerChunk) / 8] |= (byte)(1 << (int)(position % 8));
            _put.Bind(1, chunk.Key).Bind(2, _bits).Bind(3, Checksum(chunk.Key)).Execute();
        }
    }

    /// <summary>Proves that the positions of a gap in the log were removed.</summary>
    /// <param name="first">The first position that is not there.</param>
    /// <param name="last">The last one; below <paramref name="first"/> when there is no gap.</param>
    /// <exception cref="CorruptEventException">One of them was not.</exception>
    public void Require(long first, long last)
    {
        for (var position = first; position <= last; position++)
        {
            if (position == first || position % PerChunk == 0) Load(ChunkOf(position));
            if ((_bits[(position % PerChunk) / 8] & (1 << (int)(position % 8))) == 0)
                throw new CorruptEventException(new GlobalPosition(position), "the entry is missing.");
        }
    }

    private void Load(long chunk)
    {
        _bits.AsSpan().Clear();
        if (!_chunk.Bind(1, chunk).Step()) return;
        var stored = _chunk.Bytes(0);
        var isSound = stored.Length == _bits.Length;
        if (isSound) stored.CopyTo(_bits);
        isSound &= _chunk.Int64(1) == Checksum(chunk);
        _chunk.Reset();
        if (!isSound) throw new CorruptEventException(new GlobalPosition(chunk * PerChunk), "the positions that were removed behind it are not what was written.");
    }

    private static long ChunkOf(long position) => position / PerChunk;

    private long Checksum(long chunk) => Checksums.OfRow([], _bits, chunk);
}
