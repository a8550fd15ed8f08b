using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SmartCampus.Events;

/// <summary>The identity of one append, by which a retry finds the result of the first try.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
/// <param name="Value">Any GUID but the empty one. Version 7 (RFC 9562), which <see cref="New"/> makes, keeps a store's index of ids compact.</param>
public readonly record struct CommitId(Guid Value)
{
    private const int IdBytes = 16;

    // Asking the system for randomness takes longer than the rest of a small append, so each thread asks for 64 ids at once.
    [ThreadStatic]
    private static byte[]? _random;

    [ThreadStatic]
    private static int _used;

    /// <summary>Makes an id that nobody else has: a version 7 GUID.</summary>
    public static CommitId New()
    {
        if (_random is null || _used == _random.Length)
        {
            _random ??= new byte[64 * IdBytes];
            RandomNumberGenerator.Fill(_random);
            _used = 0;
        }
        var id = _random.AsSpan(_used, IdBytes);
        _used += IdBytes;
        // RFC 9562, section 5.7: 48 bits of milliseconds, the version, 12 random bits, the variant, 62 random bits.
        var milliseconds = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        BinaryPrimitives.WriteUInt32BigEndian(id, (uint)(milliseconds >> 16));
        BinaryPrimitives.WriteUInt16BigEndian(id[4..], (ushort)milliseconds);
        id[6] = (byte)(0x70 | (id[6] & 0x0F));
        id[8] = (byte)(0x80 | (id[8] & 0x3F));
        return new CommitId(new Guid(id, bigEndian: true));
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
