namespace SmartCampus.Events;

/// <summary>A stream was not as the append expected; nothing was written. Read the stream again, decide anew and retry.</summary>
public sealed class ConcurrencyException(StreamId stream, ExpectedVersion expected, StreamVersion actual)
    : EventStoreException($"Stream '{stream}' was expected to be at {expected}, but it {Describe(expected, actual)}. Read it again, decide anew and retry.")
{
    /// <summary>The stream.</summary>
    public StreamId Stream { get; } = stream;

    /// <summary>What was expected.</summary>
    public ExpectedVersion Expected { get; } = expected;

    /// <summary>The version of the stream's last event, 0 when nothing was ever written.</summary>
    public StreamVersion Actual { get; } = actual;

    private static string Describe(ExpectedVersion expected, StreamVersion actual) =>
        expected.Version == actual ? $"was deleted at version {actual}" : $"is at version {actual}";
}
