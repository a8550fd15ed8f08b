using Marten;
using Npgsql;
using SmartCampus.Benchmarks.Events;
using SmartCampus.Benchmarks.Measuring;
using SmartCampus.Benchmarks.Reading;

namespace SmartCampus.Benchmarks.Postgres;

/// <summary>Marten on PostgreSQL: live aggregation, and a query over the raw events.</summary>
internal sealed class MartenReads(string connection) : IReadSystem
{
    private const string Schema = "smartcampus_benchmarks_reads";
    private readonly NpgsqlDataSource _source = MartenStore.Connect(connection);
    private DocumentStore? _store;

    public string Name => "Marten";

    public Role Role => Role.Peer;

    private DocumentStore Store => _store ?? throw new InvalidOperationException("The store is not open.");

    public async Task FillAsync(History history)
    {
        _store = await MartenStore.OpenAsync(_source, Schema);
        foreach (var (stream, run) in history.Runs())
        {
            await using var session = Store.LightweightSession();
            session.Events.Append(stream.Key, run);
            await session.SaveChangesAsync();
        }
        await using var vacuum = _source.CreateCommand($"vacuum analyze {Schema}.mt_events");
        await vacuum.ExecuteNonQueryAsync();
    }

    public async ValueTask<SeatCount> ReplayAsync(SectionStream stream)
    {
        await using var session = Store.QuerySession();
        return await session.Events.AggregateStreamAsync<SeatCount>(stream.Key) ?? SeatCount.Empty;
    }

    public async ValueTask<SeatCount> ReadAllAsync()
    {
        await using var session = Store.QuerySession();
        var count = SeatCount.Empty;
        await foreach (var e in session.Events.QueryAllRawEvents().OrderBy(e => e.Sequence).ToAsyncEnumerable()) count = count.Apply((SeatTaken)e.Data);
        return count;
    }

    public async ValueTask DisposeAsync()
    {
        Store.Dispose();
        await _source.DisposeAsync();
    }
}
