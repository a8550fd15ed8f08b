using SmartCampus.Events.Worker;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>ES7: clients that never read their page on keep no transaction open, so the write-ahead log is still moved into the file. Alone, since it writes more than its neighbours could bear.</summary>
[Collection(nameof(AbandonedReaderTests))]
[CollectionDefinition(nameof(AbandonedReaderTests), DisableParallelization = true)]
public sealed class AbandonedReaderTests : IDisposable
{
    private readonly StoreFile _file = new();

    public void Dispose() => _file.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_whole_log_can_be_checkpointed_while_hundreds_of_readers_stand_in_the_middle()
    {
        await using var store = _file.Open(indexBatchSize: 10);
        for (var number = 0; number < 30; number++) await store.AppendAsync(Steps.Room, ExpectedVersion.Exactly(number));
        var readers = await StartReadersAsync(store);
        for (var number = 30; number < 60; number++) await store.AppendAsync(Steps.Room, ExpectedVersion.Exactly(number));

        // It is busy while the store writes, and for ever if a reader keeps the frames that it may still want.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while (_file.Number("pragma wal_checkpoint(truncate)") != 0) await Task.Delay(1, patience.Token);
        foreach (var reader in readers) await reader.DisposeAsync();
    }

    [Fact]
    public async Task The_log_stays_bounded_under_writers_while_hundreds_of_readers_stand_in_the_middle()
    {
        const int Commits = 128, KiB = 1_024;
        await using var store = _file.Open();
        for (var number = 0; number < 4; number++) await store.AppendAsync(Steps.Room, ExpectedVersion.Exactly(number));
        var readers = await StartReadersAsync(store);
        var large = new SeatTaken(new string('x', 512 * KiB), 1);
        for (var number = 0; number < Commits; number++)
            await store.AppendAsync(StreamAppend.To(new StreamId($"large-{number % 4}"), ExpectedVersion.Any, large), Cancellation);

        // 64 MiB were written; without checkpoints all of it would be in the log.
        Assert.InRange(new FileInfo(_file.Path + "-wal").Length, 0, 48 * KiB * KiB);
        foreach (var reader in readers) await reader.DisposeAsync();
    }

    private static async Task<List<IAsyncDisposable>> StartReadersAsync(SqliteEventStore store)
    {
        var readers = new List<IAsyncDisposable>();
        for (var reader = 0; reader < 100; reader++)
        {
            var ofStream = store.ReadStreamAsync(Steps.Room, new StreamReadOptions { MaxCount = 2 }, Cancellation).GetAsyncEnumerator(Cancellation);
            var ofAll = EventStoreExtensions.ReadAllAsync(store, new AllReadOptions { MaxCount = 2, Direction = (ReadDirection)(reader % 2) }, Cancellation).GetAsyncEnumerator(Cancellation);
            var following = store.FollowAllAsync(new AllReadOptions { MaxCount = 2 }, Cancellation).GetAsyncEnumerator(Cancellation);
            Assert.True(await ofStream.MoveNextAsync() && await ofAll.MoveNextAsync() && await following.MoveNextAsync());
            readers.AddRange([ofStream, ofAll, following]);
        }
        return readers;
    }
}
