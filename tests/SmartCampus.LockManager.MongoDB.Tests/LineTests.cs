using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace SmartCampus.Locking.Tests;

/// <summary>LM6 over processes: those who wait are served in turn, and the dead are passed over.</summary>
public sealed class LineTests : LockTest
{
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Processes_take_turns_in_the_order_in_which_they_came(int processes)
    {
        var held = await Open().AcquireAsync("a", "holder", Patient, Cancellation);
        var waiting = new List<Task<LockLease>>();
        var managers = Enumerable.Range(0, processes).Select(_ => Open()).ToArray();
        for (var process = 0; process < processes; process++) waiting.Add(await QueueAsync(managers[process], $"{process} first"));
        for (var process = 0; process < processes; process++) waiting.Add(managers[process].AcquireAsync("a", $"{process} second", Patient, Cancellation).AsTask());
        Assert.Equal(processes, Places().Count);

        foreach (var next in waiting)
        {
            Assert.True(await held.ReleaseAsync(Cancellation));
            held = await WhileManagersLookAsync(next);
            Assert.Equal(waiting.IndexOf(next) + 1, waiting.Count(wait => wait.IsCompleted));
        }
        Assert.True(await held.ReleaseAsync(Cancellation));
        Assert.Empty(Places());
    }

    [Fact]
    public async Task A_process_that_releases_and_acquires_again_gets_behind_those_who_wait()
    {
        var (locks, other) = (Open(), Open());
        var held = await locks.AcquireAsync("a", "hot", Patient, Cancellation);
        var waiting = await QueueAsync(other, "bob");

        Assert.True(await held.ReleaseAsync(Cancellation));
        Assert.Null(await locks.TryAcquireAsync("a", "quick", AtOnce, Cancellation));
        var again = locks.AcquireAsync("a", "hot", Patient, Cancellation).AsTask();
        var bobs = await WhileManagersLookAsync(waiting);

        Assert.False(again.IsCompleted);
        Assert.True(await bobs.ReleaseAsync(Cancellation));
        Assert.True((await WhileManagersLookAsync(again)).FencingToken > bobs.FencingToken);
    }

    [Fact]
    public async Task A_process_that_died_waiting_is_passed_over_and_forgotten()
    {
        var (locks, dead, other) = (Open(), Open(new FakeTimeProvider()), Open());
        var held = await locks.AcquireAsync("a", "ada", Patient with { Lease = TimeSpan.FromHours(1) }, Cancellation);
        _ = await QueueAsync(dead, "dead");
        var waiting = await QueueAsync(other, "bob");
        Assert.Equal(["dead", "bob"], Assert.Single(await locks.InspectAsync("a", Cancellation)).Waiters);

        // As long as a place lasts, in two steps: the living look in between.
        ServerTime.Advance(TimeSpan.FromMilliseconds(600));
        await UntilAsync(() =>
        {
            Clock.Advance(TimeSpan.FromMilliseconds(5));
            return Places().Exists(place => place["o"] == "bob" && place["u"].ToUniversalTime() > ServerTime.GetUtcNow() + TimeSpan.FromMilliseconds(900));
        });
        ServerTime.Advance(TimeSpan.FromMilliseconds(400));
        Assert.True(await held.ReleaseAsync(Cancellation));

        Assert.Equal("bob", (await WhileManagersLookAsync(waiting)).Owner);
        Assert.Empty(Places());
    }

    [Fact]
    public async Task A_process_whose_last_waiter_leaves_leaves_the_line_at_once()
    {
        var (locks, other) = (Open(), Open());
        var held = await locks.AcquireAsync("a", "ada", Patient, Cancellation);
        using var stop = new CancellationTokenSource();
        var waiting = other.AcquireAsync("a", "bob", Patient, stop.Token).AsTask();
        await UntilAsync(() => Places().Count == 1);

        await stop.CancelAsync();
        await UntilAsync(() => Places().Count == 0);

        Assert.True(waiting.IsCanceled);
        Assert.True(await held.ReleaseAsync(Cancellation));
        Assert.NotNull(await locks.TryAcquireAsync("a", "ada", AtOnce, Cancellation));
    }

    [Fact]
    public async Task A_process_that_breaks_the_lease_it_waits_for_keeps_its_place()
    {
        var (holder, first, second) = (Open(), Open(), Open());
        var lease = await holder.AcquireAsync("a", "ada", Patient, Cancellation);
        var one = await QueueAsync(first, "one");
        var two = await QueueAsync(second, "two");

        Assert.True(await first.BreakAsync("a", Cancellation));

        Assert.Equal("one", (await WhileManagersLookAsync(one)).Owner);
        Assert.False(two.IsCompleted);
        Assert.False(await lease.ReleaseAsync(Cancellation));
    }

    [Fact]
    public async Task Many_waiters_of_a_process_stand_in_line_once()
    {
        var (locks, other) = (Open(), Open());
        var held = await locks.AcquireAsync("a", "ada", Patient, Cancellation);
        _ = await QueueAsync(other, "first");
        for (var waiter = 0; waiter < 20; waiter++) _ = other.AcquireAsync("a", $"{waiter}", Patient, Cancellation).AsTask();

        Assert.Equal("first", Assert.Single(Places())["o"]);
        Assert.Equal(["first"], Assert.Single(await locks.InspectAsync("a", Cancellation)).Waiters);
        Assert.Equal(21, Assert.Single(await other.InspectAsync("a", Cancellation)).Waiters.Count);
        Assert.True(await held.ReleaseAsync(Cancellation));
    }
}
