using System.Text.Json;
using SmartCampus.Benchmarks.Engines;
using SmartCampus.Benchmarks.Events;

namespace SmartCampus.Benchmarks.Appending;

/// <summary>Groups as transactions of SQLite.</summary>
internal sealed class SqliteSink(string path) : IGroupSink
{
    private EventTable? _table;

    private EventTable Table => _table ?? throw new InvalidOperationException("The table is not open.");

    public static void ReadBack(EventTable table, IReadOnlyList<SectionStream> streams, StoredEventsCheck check)
    {
        for (var at = 0; at < streams.Count; at++)
        {
            var stream = at;
            table.ReadStream(streams[at], (version, json) => check.Add(stream, version, JsonSerializer.Deserialize(json, BenchmarkJson.Default.SeatTaken)!));
        }
    }

    public void Open() => _table = new EventTable(path);

    public void Begin() => Table.Begin();

    public bool TryAdd(in GroupAppend append) => Table.TryInsert(append.Stream, append.Version, append.Json, append.At);

    public void Commit() => Table.Commit();

    public IVersionReader OpenReader() => new Reader(new EventTable(path));

    public void ReadBack(IReadOnlyList<SectionStream> streams, StoredEventsCheck check)
    {
        // The writer's own connection stays with the writer's thread.
        using var table = new EventTable(path);
        ReadBack(table, streams, check);
    }

    public void Dispose() => Table.Dispose();

    private sealed class Reader(EventTable table) : IVersionReader
    {
        public long ReadVersion(SectionStream stream) => table.ReadVersion(stream);

        public void Dispose() => table.Dispose();
    }
}
