using System.Runtime.CompilerServices;
using Xunit;

namespace SmartCampus.Events.Testing;

/// <summary>ES7, pages: a reader that stops in the middle holds up nobody, and one that never comes back leaves nothing behind.</summary>
/// <typeparam name="TFactory">Makes the stores of the provider under test.</typeparam>
public abstract class SlowReadersContract<TFactory> : EventStoreContract<TFactory>
    where TFactory : IEventStoreFactory, new()
{
    private const int Readers = 100, Commits = 30;

    private static readonly StreamId A = new("a");

    [Fact]
    public async Task Hundreds_of_readers_that_stop_in_the_middle_hold_up_no_writer()
    {
        await FillAsync();
        var readers = await StartReadersAsync(Store);

        await Racing.Run(racers: 8, async racer =>
        {
            for (var number = 0; number < 10; number++) await AppendAsync(Notes("a", $"{racer}.{number}"), Notes("c", $"{racer}.{number}"));
        });
        await Store.SaveSnapshotAsync(new Snapshot(A, 1, "s", new byte[1]), Cancellation);
        await Store.TruncateAsync(A, 10, ExpectedVersion.Any, Cancellation);
        await Store.TombstoneAsync(new StreamId("b"), ExpectedVersion.Any, Cancellation);

        Assert.Equal(80, (await ReadAsync("c")).Count);
        foreach (var reader in readers) await reader.DisposeAsync();
    }

    [Fact]
    public async Task A_reader_that_comes_back_goes_on_after_the_page_that_it_has()
    {
        await FillAsync();
        await using var reader = Store.ReadAllAsync(new AllReadOptions { MaxCount = 2 }, Cancellation).GetAsyncEnumerator(Cancellation);
        Assert.True(await reader.MoveNextAsync());
        var first = reader.Current;
        var before = await ReadAllAsync();

        await AppendAsync("c", "after the pause");
        var seen = new List<EventEnvelope> { first };
        while (await reader.MoveNextAsync()) seen.Add(reader.Current);

        Assert.Equal([.. before.Select(e => e.Position), (await ReadAsync("c"))[0].Position], seen.Select(e => e.Position));
        Assert.Equal(new Noted("0"), first.Event);
    }

    [Fact]
    public async Task Readers_that_never_come_back_leave_nothing_behind()
    {
        await FillAsync();

        await Garbage.IsCollectedAsync(await AbandonReadersAsync(), Cancellation);
    }

    private async Task FillAsync()
    {
        for (var number = 0; number < Commits; number++) await AppendAsync(Notes("a", $"{number}"), Notes("b", $"{number}"));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<WeakReference[]> AbandonReadersAsync()
    {
        var watched = Enumerable.Range(0, 3).Select(_ => new CountingStore(Store)).ToArray();
        foreach (var store in watched) await StartReadersAsync(store);
        return [.. watched.Select(store => new WeakReference(store))];
    }

    /// <summary>Starts readers of one stream and of all, and followers; each has one page and has not read it to its end.</summary>
    private async Task<List<IAsyncDisposable>> StartReadersAsync(IEventStore store)
    {
        var readers = new List<IAsyncDisposable>();
        for (var reader = 0; reader < Readers; reader++)
        {
            var ofStream = store.ReadStreamAsync(A, new StreamReadOptions { MaxCount = 3 }, Cancellation).GetAsyncEnumerator(Cancellation);
            var ofAll = store.ReadAllAsync(new AllReadOptions { MaxCount = 3, Direction = (ReadDirection)(reader % 2) }, Cancellation).GetAsyncEnumerator(Cancellation);
            var following = store.FollowAllAsync(new AllReadOptions { MaxCount = 3 }, Cancellation).GetAsyncEnumerator(Cancellation);
            Assert.True(await ofStream.MoveNextAsync() && await ofAll.MoveNextAsync() && await following.MoveNextAsync());
            readers.AddRange([ofStream, ofAll, following]);
        }
        return readers;
    }
}
