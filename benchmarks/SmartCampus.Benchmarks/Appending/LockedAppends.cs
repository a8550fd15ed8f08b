using System.Text.Json;
using SmartCampus.Benchmarks.Engines;
using SmartCampus.Benchmarks.Events;
using SmartCampus.Benchmarks.Measuring;

namespace SmartCampus.Benchmarks.Appending;

/// <summary>SQLite with one connection for all who write, under a lock: a transaction and a flush for each append.</summary>
internal sealed class LockedAppends(string path) : IAppendSystem
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private EventTable? _table;

    public string Name => "SQLite, one connection and a lock";

    public Role Role => Role.Limit;

    private EventTable Table => _table ?? throw new InvalidOperationException("The table is not open.");

    public Task OpenAsync()
    {
        _table = new EventTable(path);
        return Task.CompletedTask;
    }

    public IAppendClient Connect() => new Client(this, new EventTable(path));

    public Task ReadBackAsync(IReadOnlyList<SectionStream> streams, StoredEventsCheck check)
    {
        SqliteSink.ReadBack(Table, streams, check);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        Table.Dispose();
        _gate.Dispose();
        return ValueTask.CompletedTask;
    }

    private sealed class Client(LockedAppends owner, EventTable reader) : IAppendClient
    {
        public async ValueTask<bool> AppendAsync(SectionStream stream, long expected, SeatTaken taken)
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(taken, BenchmarkJson.Default.SeatTaken);
            await owner._gate.WaitAsync();
            try
            {
                return owner.Table.TryInsert(stream, expected + 1, json, taken.At.UtcTicks);
            }
            finally
            {
                owner._gate.Release();
            }
        }

        public ValueTask<bool> ReadAndAppendAsync(SectionStream stream, SeatTaken taken) => AppendAsync(stream, reader.ReadVersion(stream), taken);

        public void Dispose() => reader.Dispose();
    }
}
