using System.Text.Json;
using SmartCampus.Benchmarks.Events;
using SmartCampus.Benchmarks.Measuring;

namespace SmartCampus.Benchmarks.Appending;

/// <summary>The least that keeps events in memory: a dictionary of lists of JSON, under a lock.</summary>
internal sealed class DictionaryAppends : IAppendSystem, IAppendClient
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, List<byte[]>> _streams = [];

    public string Name => "dictionary of lists, one lock";

    public Role Role => Role.Limit;

    public Task OpenAsync() => Task.CompletedTask;

    public IAppendClient Connect() => this;

    public ValueTask<bool> AppendAsync(SectionStream stream, long expected, SeatTaken taken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(taken, BenchmarkJson.Default.SeatTaken);
        lock (_gate)
        {
            if (!_streams.TryGetValue(stream.Key, out var events)) _streams.Add(stream.Key, events = []);
            if (events.Count != expected) return new(false);
            events.Add(json);
            return new(true);
        }
    }

    public ValueTask<bool> ReadAndAppendAsync(SectionStream stream, SeatTaken taken)
    {
        long version;
        lock (_gate) version = _streams.TryGetValue(stream.Key, out var events) ? events.Count : 0;
        return AppendAsync(stream, version, taken);
    }

    public Task ReadBackAsync(IReadOnlyList<SectionStream> streams, StoredEventsCheck check)
    {
        for (var stream = 0; stream < streams.Count; stream++)
        {
            if (!_streams.TryGetValue(streams[stream].Key, out var events)) continue;
            for (var at = 0; at < events.Count; at++) check.Add(stream, at + 1, JsonSerializer.Deserialize(events[at], BenchmarkJson.Default.SeatTaken)!);
        }
        return Task.CompletedTask;
    }

    public void Dispose()
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
