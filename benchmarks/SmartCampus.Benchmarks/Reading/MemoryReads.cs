using System.Text.Json;
using SmartCampus.Benchmarks.Events;
using SmartCampus.Benchmarks.Measuring;

namespace SmartCampus.Benchmarks.Reading;

/// <summary>No store at all: the JSON lies in memory. Nothing that deserializes its events can be faster.</summary>
internal sealed class MemoryReads : IReadSystem
{
    private readonly Dictionary<SectionStream, List<byte[]>> _streams = [];
    private readonly List<byte[]> _all = [];

    public string Name => "JSON and the fold alone, from memory";

    public Role Role => Role.Limit;

    public Task FillAsync(History history)
    {
        foreach (var (stream, _, taken) in history.Events())
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(taken, BenchmarkJson.Default.SeatTaken);
            if (!_streams.TryGetValue(stream, out var events)) _streams.Add(stream, events = []);
            events.Add(json);
            _all.Add(json);
        }
        return Task.CompletedTask;
    }

    public ValueTask<SeatCount> ReplayAsync(SectionStream stream) => new(Fold(_streams[stream]));

    public ValueTask<SeatCount> ReadAllAsync() => new(Fold(_all));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static SeatCount Fold(List<byte[]> events)
    {
        var count = SeatCount.Empty;
        foreach (var json in events) count = count.Apply(JsonSerializer.Deserialize(json, BenchmarkJson.Default.SeatTaken)!);
        return count;
    }
}
