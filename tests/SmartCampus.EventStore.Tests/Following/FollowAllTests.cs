using SmartCampus.Events.Testing;
using SmartCampus.Events.Tests.Aggregates;
using Xunit;

namespace SmartCampus.Events.Tests.Following;

/// <summary>ES6, ES7: what <c>FollowAllAsync</c> adds to the pages of a store. How the stores themselves keep up is in the contract suite.</summary>
public sealed class FollowAllTests
{
    private static readonly StreamId Section = new("section-1");

    private readonly InMemoryEventStore _store = new(new EventSerializer(new EventTypes()
        .Add("section-opened", CampusJson.Default.SectionOpened)
        .Add("seat-taken", CampusJson.Default.SeatTaken)));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_read_that_fails_ends_the_follower_with_its_error_and_a_new_one_misses_nothing()
    {
        await AppendAsync(seats: 10);
        var seen = new List<EventEnvelope>();
        var checkpoint = GlobalPosition.Start;
        for (var failAt = 1; seen.Count < 10; failAt++)
        {
            var failing = new WatchedStore(_store) { FailAt = 1 + (failAt % 3) };
            var failure = await Assert.ThrowsAsync<EventStoreUnavailableException>(async () =>
            {
                await foreach (var page in failing.FollowAllAsync(new AllReadOptions { After = checkpoint, MaxCount = 2 }, Cancellation))
                {
                    seen.AddRange(page.Events);
                    checkpoint = page.Next;
                    if (page.IsEnd) await AppendAsync(seats: 1); // Wakes it once more, so that it comes to the read that fails.
                }
            });
            Assert.Same(failing.Failure, failure);
        }

        var all = await _store.ReadAllAsync(null, Cancellation).ToListAsync(Cancellation);
        Assert.Equal(all.Select(e => e.Position).Take(seen.Count), seen.Select(e => e.Position));
    }

    [Fact]
    public async Task A_wait_that_fails_ends_the_follower_with_its_error()
    {
        var failing = new WatchedStore(_store) { FailWaits = true };
        await using var pages = failing.FollowAllAsync(null, Cancellation).GetAsyncEnumerator(Cancellation);

        Assert.True(await pages.MoveNextAsync());
        Assert.Same(failing.Failure, await Assert.ThrowsAsync<EventStoreUnavailableException>(async () => await pages.MoveNextAsync()));
    }

    [Fact]
    public async Task Pages_that_tell_nothing_new_are_not_given_when_a_store_wakes_early()
    {
        var early = new WatchedStore(_store) { EarlyWakes = 50 };
        await using var pages = early.FollowAllAsync(null, Cancellation).GetAsyncEnumerator(Cancellation);
        Assert.True(await pages.MoveNextAsync());
        Assert.True(pages.Current is { Events: [], IsEnd: true });
        var next = pages.MoveNextAsync();
        Assert.False(next.IsCompleted);

        await AppendAsync(seats: 1);

        Assert.True(await next);
        Assert.Single(pages.Current.Events);
        Assert.Equal(1 + 50 + 1, early.Reads);
    }

    [Fact]
    public async Task Nothing_is_read_before_the_consumer_asks_for_it()
    {
        await AppendAsync(seats: 10);
        var watched = new WatchedStore(_store);
        await using var pages = watched.FollowAllAsync(new AllReadOptions { MaxCount = 2 }, Cancellation).GetAsyncEnumerator(Cancellation);
        Assert.Equal(0, watched.Reads);

        for (var read = 1; read <= 5; read++)
        {
            Assert.True(await pages.MoveNextAsync());
            Assert.Equal(read, watched.Reads);
        }
        Assert.True(pages.Current.IsEnd);
    }

    [Fact]
    public async Task A_token_given_to_the_enumeration_ends_it_too()
    {
        using var stop = new CancellationTokenSource();
        await using var pages = _store.FollowAllAsync(null, Cancellation).WithCancellation(stop.Token).GetAsyncEnumerator();
        Assert.True(await pages.MoveNextAsync());
        var next = pages.MoveNextAsync();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }

    [Fact]
    public void Reading_backward_is_refused_before_anything_is_read() =>
        Assert.Throws<ArgumentException>(() => _store.FollowAllAsync(new AllReadOptions { Direction = ReadDirection.Backward }, Cancellation));

    private async Task AppendAsync(int seats)
    {
        for (var seat = 0; seat < seats; seat++) await _store.AppendAsync(StreamAppend.To(Section, ExpectedVersion.Any, new SeatTaken($"{seat}")), Cancellation);
    }

    /// <summary>Counts reads, and fails or wakes early when told to.</summary>
    private sealed class WatchedStore(IEventStore inner) : DelegatingEventStore(inner)
    {
        public EventStoreUnavailableException Failure { get; } = new("The disk is gone.");

        /// <summary>Which read fails, from 1; 0 for none.</summary>
        public int FailAt { get; init; }

        public bool FailWaits { get; init; }

        /// <summary>How many waits return at once.</summary>
        public int EarlyWakes { get; set; }

        public int Reads { get; private set; }

        public override ValueTask<AllPage> ReadAllPageAsync(AllReadOptions options, CancellationToken cancellationToken = default) =>
            ++Reads == FailAt ? throw Failure : Inner.ReadAllPageAsync(options, cancellationToken);

        public override ValueTask WaitForEventsAsync(GlobalPosition after, CancellationToken cancellationToken = default)
        {
            if (FailWaits) throw Failure;
            return EarlyWakes-- > 0 ? ValueTask.CompletedTask : Inner.WaitForEventsAsync(after, cancellationToken);
        }
    }
}
