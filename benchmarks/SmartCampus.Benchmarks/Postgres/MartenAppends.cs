using JasperFx;
using JasperFx.Events;
using Marten;
using Marten.Exceptions;
using Npgsql;
using SmartCampus.Benchmarks.Appending;
using SmartCampus.Benchmarks.Events;
using SmartCampus.Benchmarks.Measuring;

namespace SmartCampus.Benchmarks.Postgres;

/// <summary>Marten on PostgreSQL.</summary>
/// <param name="name">The name in the table.</param>
/// <param name="connection">The connection string.</param>
/// <param name="isExclusive">Whether a client that reads and appends locks the stream instead of trying again.</param>
internal sealed class MartenAppends(string name, string connection, bool isExclusive) : IAppendSystem
{
    private readonly NpgsqlDataSource _source = MartenStore.Connect(connection);
    private DocumentStore? _store;

    public string Name => name;

    public Role Role => Role.Peer;

    public bool IsForSharedStreams => isExclusive;

    private DocumentStore Store => _store ?? throw new InvalidOperationException("The store is not open.");

    public async Task OpenAsync() => _store = await MartenStore.OpenAsync(_source, isExclusive ? "smartcampus_benchmarks_exclusive" : "smartcampus_benchmarks");

    public IAppendClient Connect() => new Client(Store, isExclusive);

    public async Task ReadBackAsync(IReadOnlyList<SectionStream> streams, StoredEventsCheck check)
    {
        await using var session = Store.QuerySession();
        for (var stream = 0; stream < streams.Count; stream++)
            foreach (var e in await session.Events.FetchStreamAsync(streams[stream].Key)) check.Add(stream, e.Version, (SeatTaken)e.Data);
    }

    public async ValueTask DisposeAsync()
    {
        Store.Dispose();
        await _source.DisposeAsync();
    }

    private sealed class Client(DocumentStore store, bool isExclusive) : IAppendClient
    {
        public async ValueTask<bool> AppendAsync(SectionStream stream, long expected, SeatTaken taken)
        {
            await using var session = store.LightweightSession();
            if (expected == 0) session.Events.StartStream(stream.Key, taken);
            else session.Events.Append(stream.Key, expected + 1, taken); // Marten wants the version after the append.
            return await TrySaveAsync(session);
        }

        public async ValueTask<bool> ReadAndAppendAsync(SectionStream stream, SeatTaken taken)
        {
            await using var session = store.LightweightSession();
            if (isExclusive) await session.Events.AppendExclusive(stream.Key, taken);
            else await session.Events.AppendOptimistic(stream.Key, taken);
            return await TrySaveAsync(session);
        }

        public void Dispose()
        {
        }

        private static async Task<bool> TrySaveAsync(IDocumentSession session)
        {
            try
            {
                await session.SaveChangesAsync();
                return true;
            }
            catch (Exception failure) when (IsConflict(failure))
            {
                return false;
            }
        }

        private static bool IsConflict(Exception failure) => failure switch
        {
            EventStreamUnexpectedMaxEventIdException or ConcurrencyException => true,
            PostgresException postgres => postgres.SqlState == PostgresErrorCodes.UniqueViolation,
            MartenCommandException { InnerException: { } inner } => IsConflict(inner),
            _ => false,
        };
    }
}
