using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using SmartCampus.Benchmarks.Engines;
using SmartCampus.Benchmarks.Events;

namespace SmartCampus.Benchmarks.Appending;

/// <summary>
/// Groups as one write and one flush each into a file that is laid out ahead; versions are kept in memory. An entry is its length, the
/// stream's 16 bytes, the version, the time, and the JSON.
/// </summary>
internal sealed class LogSink(string path) : IGroupSink
{
    private const int Header = 4 + 16 + 8 + 8;
    private const long LaidOutAhead = 64L << 20;
    private readonly ConcurrentDictionary<SectionStream, long> _durable = new();
    private readonly Dictionary<SectionStream, long> _group = [];
    private SafeFileHandle? _file;
    private byte[] _bytes = new byte[1 << 20];
    private int _length;
    private long _end, _laidOut, _checkedUpTo;

    private SafeFileHandle File => _file ?? throw new InvalidOperationException("The file is not open.");

    public void Open() => _file = System.IO.File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite);

    public void Begin()
    {
        _length = 0;
        _group.Clear();
    }

    public bool TryAdd(in GroupAppend append)
    {
        if (!_group.TryGetValue(append.Stream, out var version)) version = _durable.GetValueOrDefault(append.Stream);
        if (append.Version != version + 1) return false;
        var length = Header + append.Json.Length;
        if (_length + length > _bytes.Length) Array.Resize(ref _bytes, _bytes.Length * 2);
        var entry = _bytes.AsSpan(_length, length);
        BinaryPrimitives.WriteInt32LittleEndian(entry, length);
        append.Stream.Bytes.CopyTo(entry[4..]);
        BinaryPrimitives.WriteInt64LittleEndian(entry[20..], append.Version);
        BinaryPrimitives.WriteInt64LittleEndian(entry[28..], append.At);
        append.Json.CopyTo(entry[Header..]);
        _length += length;
        _group[append.Stream] = append.Version;
        return true;
    }

    public void Commit()
    {
        if (_length == 0) return;
        if (_end + _length > _laidOut)
        {
            var from = Math.Max(_end, _laidOut);
            _laidOut = _end + _length + LaidOutAhead;
            DataSync.LayOut(File, from, _laidOut);
        }
        RandomAccess.Write(File, _bytes.AsSpan(0, _length), _end);
        DataSync.Flush(File);
        _end += _length;
        foreach (var (stream, version) in _group) _durable[stream] = version;
    }

    public IVersionReader OpenReader() => new Reader(_durable);

    public void ReadBack(IReadOnlyList<SectionStream> streams, StoredEventsCheck check)
    {
        var numbers = streams.Select((stream, number) => (stream.Key, number)).ToDictionary();
        using var log = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 20);
        for (log.Position = _checkedUpTo; log.Position < _end;)
        {
            var bytes = new byte[4];
            log.ReadExactly(bytes);
            bytes = new byte[BinaryPrimitives.ReadInt32LittleEndian(bytes) - 4];
            log.ReadExactly(bytes);
            if (!numbers.TryGetValue(new Guid(bytes.AsSpan(0, 16)), out var number)) throw new CheckFailedException("The log holds an event of another stream.");
            check.Add(number, BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(16)), JsonSerializer.Deserialize(bytes.AsSpan(Header - 4), BenchmarkJson.Default.SeatTaken)!);
        }
        // The streams of the next turn begin here.
        _checkedUpTo = _end;
    }

    public void Dispose() => File.Dispose();

    private sealed class Reader(ConcurrentDictionary<SectionStream, long> durable) : IVersionReader
    {
        public long ReadVersion(SectionStream stream) => durable.GetValueOrDefault(stream);

        public void Dispose()
        {
        }
    }
}
