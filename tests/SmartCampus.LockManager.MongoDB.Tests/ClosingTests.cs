using SmartCampus.MongoWire;
using Xunit;

namespace SmartCampus.Locking.Tests;

/// <summary>What becomes of locks and waits when a manager is disposed.</summary>
public sealed class ClosingTests : LockTest
{
    [Fact]
    public async Task A_close_gives_everything_back_and_ends_all_waits()
    {
        var (locks, other) = (Open(), Open());
        var held = await locks.AcquireAsync("a", "ada", Patient, Cancellation);
        var lost = held.LostToken;
        var behindOwn = locks.AcquireAsync("a", "bob", Patient, Cancellation).AsTask();
        await other.AcquireAsync("b", "cyd", Patient, Cancellation);
        var behindOther = await QueueAsync(locks, "dan", "b");

        await locks.DisposeAsync();
        await locks.DisposeAsync();

        Assert.True(lost.IsCancellationRequested);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => behindOwn);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => behindOther);
        Assert.Equal("b", Assert.Single(Leases())["r"]);
        Assert.Empty(Places());
        Assert.False(await held.ReleaseAsync(Cancellation));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => locks.BreakAsync("a", Cancellation).AsTask());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => locks.InspectAsync(null, Cancellation).AsTask());
    }

    [Fact]
    public async Task A_close_does_not_wait_for_a_server_that_does_not_answer()
    {
        var locks = Open();
        var lost = (await locks.AcquireAsync("a", "ada", Patient, Cancellation)).LostToken;
        Server.Faults.Next("findAndModify", "locks", Fault.DropBeforeApplying, times: 100);

        await locks.DisposeAsync();

        Assert.True(lost.IsCancellationRequested);
        Server.Faults.Clear();
        Assert.Null(await Open().TryAcquireAsync("a", "bob", AtOnce, Cancellation));
        Advance(TimeSpan.FromSeconds(30));
        Assert.NotNull(await Open().TryAcquireAsync("a", "bob", AtOnce, Cancellation));
    }
}
