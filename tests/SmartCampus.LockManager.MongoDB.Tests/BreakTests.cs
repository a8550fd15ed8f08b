using SmartCampus.MongoWire;
using Xunit;

namespace SmartCampus.Locking.Tests;

/// <summary>LM5, LM6, LM11: what a break by another process means for the holder, its successor and those who wait.</summary>
public sealed class BreakTests : LockTest
{
    [Fact]
    public async Task A_release_of_a_lease_that_another_process_broke_says_so()
    {
        var (holder, breaker) = (Open(), Open());
        var lease = await holder.AcquireAsync("a", "ada", AtOnce, Cancellation);
        var lost = lease.LostToken;
        Assert.True(await breaker.BreakAsync("a", Cancellation));
        var successor = await breaker.AcquireAsync("a", "bob", AtOnce, Cancellation);

        Assert.False(await lease.ReleaseAsync(Cancellation));

        Assert.True(lost.IsCancellationRequested);
        Assert.True(await successor.ReleaseAsync(Cancellation));
    }

    [Theory]
    [InlineData(Fault.DropBeforeApplying)]
    [InlineData(Fault.DropAfterApplying)]
    public async Task A_release_that_is_repeated_does_not_take_what_others_were_told_for_its_own_answer(Fault fault)
    {
        var (holder, other) = (Open(), Open());
        var lease = await holder.AcquireAsync("a", "ada", AtOnce, Cancellation);
        await other.BreakAsync("a", Cancellation);
        await (await other.AcquireAsync("a", "bob", AtOnce, Cancellation)).ReleaseAsync(Cancellation);
        Server.Faults.Next("findAndModify", "locks", fault, times: 2);

        Assert.False(await lease.ReleaseAsync(Cancellation));
    }

    [Theory]
    [InlineData(15, true)]
    [InlineData(16, false)]
    public async Task A_release_that_is_repeated_gets_its_answer_unless_sixteen_others_were_given_since(int others, bool isKnown)
    {
        var (holder, other) = (Open(), Open());
        var lease = await holder.AcquireAsync("a", "ada", AtOnce, Cancellation);
        var writes = Writes();
        // Three attempts, each with the driver's own retry; the fourth waits for the manager's clock.
        Server.Faults.Next("findAndModify", "locks", Fault.DropAfterApplying, times: 6);
        var releasing = lease.ReleaseAsync(Cancellation).AsTask();
        await UntilAsync(() => Writes() == writes + 6);
        for (var turn = 0; turn < others; turn++) Assert.True(await (await other.AcquireAsync("a", "bob", AtOnce, Cancellation)).ReleaseAsync(Cancellation));

        Assert.Equal(isKnown, await WhileManagersLookAsync(releasing));
    }

    [Fact]
    public async Task A_lease_that_the_server_did_not_show_is_given_back_all_the_same()
    {
        var locks = Open();
        var lost = (await locks.AcquireAsync("a", "ada", AtOnce, Cancellation)).LostToken;
        // A clock that is ahead hides the lease, and would show it again when it is set right.
        ServerTime.Advance(TimeSpan.FromSeconds(30));
        Assert.Single(Leases());

        Clock.Advance(TimeSpan.FromSeconds(1));

        await UntilAsync(() => lost.IsCancellationRequested && Leases().Count == 0);
    }
}
