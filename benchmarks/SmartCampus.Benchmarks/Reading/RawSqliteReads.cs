using System.Text.Json;
using SmartCampus.Benchmarks.Engines;
using SmartCampus.Benchmarks.Events;
using SmartCampus.Benchmarks.Measuring;

namespace SmartCampus.Benchmarks.Reading;

/// <summary>A plain table by SQLite's C interface: the JSON is read where SQLite keeps it, without a copy.</summary>
internal sealed class RawSqliteReads(string path) : IReadSystem
{
    private EventTable? _table;

    public string Name => "SQLite by its C interface";

    public Role Role => Role.Limit;

    private EventTable Table => _table ?? throw new InvalidOperationException("The table is not open.");

    public Task FillAsync(History history)
    {
        _table = new EventTable(path);
        Table.Fill(history);
        return Task.CompletedTask;
    }

    public ValueTask<SeatCount> ReplayAsync(SectionStream stream)
    {
        var count = SeatCount.Empty;
        Table.ReadStream(stream, (_, json) => count = Apply(count, json));
        return new(count);
    }

    public ValueTask<SeatCount> ReadAllAsync()
    {
        var count = SeatCount.Empty;
        Table.ReadAll((_, json) => count = Apply(count, json));
        return new(count);
    }

    public ValueTask DisposeAsync()
    {
        Table.Dispose();
        return ValueTask.CompletedTask;
    }

    private static SeatCount Apply(SeatCount count, ReadOnlySpan<byte> json) => count.Apply(JsonSerializer.Deserialize(json, BenchmarkJson.Default.SeatTaken)!);
}
