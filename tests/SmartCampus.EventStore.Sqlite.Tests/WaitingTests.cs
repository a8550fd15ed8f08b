using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>ES6: how a store on a file looks for what other processes append: by the poll interval, together for all who wait, and only while somebody waits.</summary>
public sealed class WaitingTests : IDisposable
{
    private readonly StoreFile _file = new();
    private readonly CountingTime _time = new();

    public void Dispose() => _file.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_of_another_store_wake_all_followers_at_the_next_look_and_none_before()
    {
        await using var store = StoreFile.Open(_file.Options with { PollInterval = TimeSpan.FromSeconds(2), TimeProvider = _time });
        await using var other = _file.Open();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var seen = 0;
        var following = Enumerable.Range(0, 20).Select(_ => FollowAsync(store, () => Interlocked.Increment(ref seen), stop.Token)).ToArray();
        await UntilAsync(() => _time.Timers == 1);

        for (var number = 0; number < 5; number++)
        {
            await other.AppendAsync(Steps.Room, ExpectedVersion.Exactly(number));
            _time.Advance(TimeSpan.FromSeconds(1.9));
            Assert.Equal(1 + number, _time.Timers); // The next look is not due, and the last one came before the event.
            Assert.Equal(20 * number, Volatile.Read(ref seen));

            _time.Advance(TimeSpan.FromSeconds(0.1));
            await UntilAsync(() => Volatile.Read(ref seen) == 20 * (number + 1) && _time.Timers == 2 + number);
        }
        await stop.CancelAsync();
        foreach (var each in following) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => each);
    }

    [Fact]
    public async Task Events_of_this_store_wake_a_follower_without_a_look()
    {
        await using var store = StoreFile.Open(_file.Options with { TimeProvider = _time });
        await using var pages = store.FollowAllAsync(null, Cancellation).GetAsyncEnumerator(Cancellation);
        Assert.True(await pages.MoveNextAsync());
        for (var number = 0; number < 5; number++)
        {
            var next = pages.MoveNextAsync();
            await store.AppendAsync(Steps.Room, ExpectedVersion.Exactly(number));
            Assert.True(await next);
            Assert.Single(pages.Current.Events);
        }
        Assert.InRange(_time.Timers, 0, 1);
    }

    [Fact]
    public async Task Nobody_looks_when_nobody_waits()
    {
        await using var store = StoreFile.Open(_file.Options with { TimeProvider = _time });
        using (var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation))
        {
            var following = FollowAsync(store, () => { }, stop.Token);
            await UntilAsync(() => _time.Timers == 1);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
        }
        _time.Advance(TimeSpan.FromMinutes(1)); // The look that was due finds nobody, and sets no other.
        for (var number = 0; number < 5; number++) await store.AppendAsync(Steps.Room, ExpectedVersion.Exactly(number));
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1, _time.Timers);
    }

    private static async Task FollowAsync(SqliteEventStore store, Action seen, CancellationToken cancellationToken)
    {
        await foreach (var page in store.FollowAllAsync(null, cancellationToken))
            foreach (var _ in page.Events) seen();
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            Cancellation.ThrowIfCancellationRequested();
            await Task.Delay(1, Cancellation);
        }
    }

    /// <summary>Time that goes when it is told to, and counts how often somebody asked to be woken.</summary>
    private sealed class CountingTime : FakeTimeProvider
    {
        private int _timers;

        public int Timers => Volatile.Read(ref _timers);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Interlocked.Increment(ref _timers);
            return timer;
        }
    }
}
