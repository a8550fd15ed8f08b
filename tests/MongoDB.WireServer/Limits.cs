namespace SmartCampus.MongoWire;

/// <summary>The limits that a server announces in its handshake and enforces.</summary>
internal static class Limits
{
    /// <summary>Bytes of one document.</summary>
    public const int DocumentSize = 16 * 1024 * 1024;

    /// <summary>Bytes of a command without the documents that follow it.</summary>
    public const int CommandSize = DocumentSize + (16 * 1024);

    /// <summary>Bytes of one message.</summary>
    public const int MessageSize = 48_000_000;

    /// <summary>Documents or statements in one write command.</summary>
    public const int WriteBatch = 100_000;

    /// <summary>Documents in the first batch of a cursor whose client does not say.</summary>
    public const int FirstBatch = 101;
}
