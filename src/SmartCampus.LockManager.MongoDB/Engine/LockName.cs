using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using MongoDB.Bson;

namespace SmartCampus.Locking;

/// <summary>How a resource id or an owner is stored: as text, so that people can read it, but for half characters, which text cannot hold.</summary>
internal static class LockName
{
    public static BsonValue ToBson(string name)
    {
        Span<byte> text = stackalloc byte[3 * LockArguments.MaxLength];
        return Utf8.FromUtf16(name, text, out _, out _, replaceInvalidSequences: false) == OperationStatus.Done
            ? new BsonString(name)
            : new BsonBinaryData(MemoryMarshal.AsBytes(name.AsSpan()).ToArray());
    }

    public static string FromBson(BsonValue name) => name is BsonString text ? text.Value : MemoryMarshal.Cast<byte, char>(name.AsByteArray).ToString();
}
