using System.Runtime.CompilerServices;
using Xunit;

namespace SmartCampus.Events.Testing;

/// <summary>ES6 for readers: one that follows positions never skips an event, never sees one twice, and costs nothing while nothing happens.</summary>
/// <typeparam name="TFactory">Makes the stores of the provider under test.</typeparam>
public abstract class FollowingContract<TFactory> : EventStoreContract<TFactory>
    where TFactory : IEventStoreFactory, new()
{
    private const int Writers = 6, CommitsPerWriter = 25;
    private static readonly EventFilter OnlyCounted = new() { EventTypes = new HashSet<string> { "counted" }, StreamPrefix = "writer-" };
    private static readonly StreamId End = new("the-end");

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(PageSize.Default)]
    public async Task Catching_up_joins_what_is_written_meanwhile_without_a_gap_or_a_duplicate(int pageSize)
    {
        await WriteAsync();
        var following = FollowAsync(new AllReadOptions { MaxCount = pageSize });
        await WriteAsync();
        await AppendAsync(End.Value, "end");

        Assert.Equal(Positions(await ReadAllAsync()), Positions(await following));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task A_filtering_follower_sees_every_wanted_event_once_and_in_order(int pageSize)
    {
        var following = FollowAsync(new AllReadOptions { MaxCount = pageSize, Filter = OnlyCounted });
        await WriteAsync();
        await AppendAsync(StreamAppend.To(new StreamId("writer-end"), ExpectedVersion.Any, new Counted(-1, 0)));

        var wanted = (await ReadAllAsync()).Where(e => OnlyCounted.Accepts(e.EventType, e.Stream.Value));
        Assert.Equal(Positions(wanted), Positions(await following));
    }

    [Fact]
    public async Task A_filtering_follower_learns_how_far_it_has_scanned_without_an_event_arriving() // ES7
    {
        await using var pages = Store.FollowAllAsync(new AllReadOptions { Filter = OnlyCounted }, Cancellation).GetAsyncEnumerator(Cancellation);
        Assert.True(await pages.MoveNextAsync());
        Assert.True(pages.Current is { Events: [], IsEnd: true });

        for (var number = 0; number < 5; number++)
        {
            var unwanted = await AppendAsync("a", "not wanted");
            while (pages.Current.Next < unwanted.Position)
            {
                Assert.True(await pages.MoveNextAsync());
                Assert.Empty(pages.Current.Events);
            }
            var wanted = await AppendAsync(StreamAppend.To(new StreamId("writer-1"), ExpectedVersion.Any, new Counted(1, number)));
            Assert.True(pages.Current.Next < wanted.Position);
            do Assert.True(await pages.MoveNextAsync()); while (pages.Current.Events.Count == 0);
            Assert.Equal(wanted.Position, Assert.Single(pages.Current.Events).Position);
        }
    }

    [Fact]
    public async Task A_follower_that_goes_on_from_the_last_page_repeats_nothing_and_misses_nothing()
    {
        var writing = WriteAsync();
        var seen = new List<EventEnvelope>();
        var checkpoint = GlobalPosition.Start;
        while (!writing.IsCompleted || checkpoint < await Store.ReadLastPositionAsync(Cancellation))
        {
            await foreach (var page in Store.FollowAllAsync(new AllReadOptions { After = checkpoint, MaxCount = 7 }, Cancellation))
            {
                seen.AddRange(page.Events);
                checkpoint = page.Next;
                if (seen.Count % 3 == 0 || page.IsEnd) break;
            }
        }
        await writing;

        Assert.Equal(Positions(await ReadAllAsync()), Positions(seen));
    }

    [Fact]
    public async Task A_follower_that_has_caught_up_reads_again_when_something_is_appended_and_not_before()
    {
        // What was deleted leaves an end of the store where no event is; no follower may go round there.
        await AppendAsync(Notes("a", "1", "2"), Notes("b", "3"));
        await Store.DeleteAsync(new StreamId("a"), ExpectedVersion.Any, Cancellation);
        await Store.TombstoneAsync(new StreamId("b"), ExpectedVersion.Any, Cancellation);
        var watched = new CountingStore(Store);
        await using var pages = watched.FollowAllAsync(null, Cancellation).GetAsyncEnumerator(Cancellation);
        do Assert.True(await pages.MoveNextAsync()); while (!pages.Current.IsEnd);
        var next = pages.MoveNextAsync().AsTask();

        var before = watched.Reads;
        for (var pause = 0; pause < 500; pause++)
        {
            await ReadAllAsync();
            await Task.Yield();
        }

        Assert.False(next.IsCompleted);
        Assert.InRange(watched.Reads - before, 0, 10); // A store may wake early now and then, but 500 reads of others are time enough to go round in.
        await AppendAsync("c", "4");
        Assert.True(await next);
        while (pages.Current.Events.Count == 0) Assert.True(await pages.MoveNextAsync());
        Assert.Equal(new Noted("4"), Assert.Single(pages.Current.Events).Event);
    }

    [Fact]
    public async Task Followers_that_are_cancelled_end_and_nothing_of_them_is_left() // ES14
    {
        await AppendAsync("a", "1");
        await Garbage.IsCollectedAsync(await CancelFollowersAsync(), Cancellation);

        await AppendAsync("a", "2");
        Assert.Equal(2, (await ReadAllAsync()).Count);
    }

    [Fact]
    public async Task Waiting_returns_at_once_when_there_is_something_to_read()
    {
        await AppendAsync("a", "1");

        await Store.WaitForEventsAsync(GlobalPosition.Start, Cancellation);
    }

    [Fact]
    public async Task Waiting_ends_when_something_is_appended()
    {
        var last = (await AppendAsync("a", "1")).Position;
        var waiting = Store.WaitForEventsAsync(last, Cancellation).AsTask();

        await AppendAsync("a", "2");

        await waiting;
    }

    [Fact]
    public async Task Waiting_can_be_cancelled_before_and_while_it_lasts()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        // Waking early is allowed, so that the wait is repeated until it is cancelled.
        var waiting = Task.Run(async () =>
        {
            while (true) await Store.WaitForEventsAsync(GlobalPosition.Start, stop.Token);
        }, Cancellation);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.WaitForEventsAsync(GlobalPosition.Start, stop.Token));
    }

    private async Task<List<EventEnvelope>> FollowAsync(AllReadOptions options)
    {
        var seen = new List<EventEnvelope>();
        var checkpoint = GlobalPosition.Start;
        await foreach (var page in Store.FollowAllAsync(options, Cancellation))
        {
            Assert.True(page.Next >= checkpoint);
            Assert.All(page.Events, e => Assert.True(e.Position > checkpoint && e.Position <= page.Next));
            checkpoint = page.Next;
            seen.AddRange(page.Events);
            if (seen is [.., var last] && (last.Stream == End || last.Event is Counted { Writer: -1 })) break;
        }
        return seen;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<WeakReference[]> CancelFollowersAsync()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var caughtUp = new CountdownEvent(50);
        var followers = Enumerable.Range(0, 50).Select(_ => new CountingStore(Store)).ToArray();
        var following = followers.Select(async store =>
        {
            await foreach (var page in store.FollowAllAsync(null, stop.Token))
                if (page.IsEnd) caughtUp.Signal();
        }).ToArray();
        while (!caughtUp.IsSet) await Task.Yield();

        await stop.CancelAsync();

        foreach (var each in following) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => each);
        return [.. followers.Select(store => new WeakReference(store))];
    }

    private Task WriteAsync() => Racing.Run(Writers, async writer =>
    {
        for (var number = 0; number < CommitsPerWriter; number++)
        {
            await AppendAsync(StreamAppend.To(new StreamId($"writer-{writer}"), ExpectedVersion.Any, new Counted(writer, number), new Noted("beside it")));
            if (number % 3 == 0) await FailAsync(writer);
            if (number % 5 == 0) await AppendAsync(StreamAppend.To(new StreamId("other"), ExpectedVersion.Any, new Counted(writer, number)));
        }
    });

    private async Task FailAsync(int writer)
    {
        Assert.NotNull(await Racing.Outcome(() => AppendAsync(Notes($"writer-{writer}", ExpectedVersion.NoStream, "never"))));
        Assert.NotNull(await Racing.Outcome(() => AppendAsync(StreamAppend.To(new StreamId("a"), ExpectedVersion.Any, new Unregistered()))));
        Assert.NotNull(await Racing.Outcome(() => Store.AppendAsync(new AppendRequest(Notes("a", "never")), new CancellationToken(canceled: true))));
    }

    private static IEnumerable<string> Positions(IEnumerable<EventEnvelope> events) => events.Select(e => $"{e.Position}: {e.Stream}@{e.Version}");
}
