using SmartCampus.Benchmarks.Events;

namespace SmartCampus.Benchmarks.Appending;

/// <summary>One client's hold on a store. Versions count from 1; a stream without events is at 0.</summary>
internal interface IAppendClient : IDisposable
{
    /// <summary>Appends an event, and returns when it is durable; false when the stream is not at the expected version.</summary>
    ValueTask<bool> AppendAsync(SectionStream stream, long expected, SeatTaken taken);

    /// <summary>Reads the stream's version and appends after it; false when another client was faster.</summary>
    ValueTask<bool> ReadAndAppendAsync(SectionStream stream, SeatTaken taken);
}
