using System.Diagnostics.Metrics;
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
    public async Task A_lease_that_is_granted_while_the_manager_closes_is_refused_and_given_back()
    {
        var locks = Open();
        var isThisTest = new AsyncLocal<bool> { Value = true };
        var held = await locks.AcquireAsync("a", "ada", Patient, Cancellation);
        var waiting = locks.AcquireAsync("a", "bob", Patient, Cancellation).AsTask();
        var gate = Server.Faults.Hold("findAndModify", "locks");
        var releasing = held.ReleaseAsync(Cancellation).AsTask();
        await gate.Reached.WaitAsync(Cancellation);
        using var closing = new MeterListener();
        // The release hands over after the close has ended the first lease, and before it goes on.
        closing.SetMeasurementEventCallback<long>((lost, _, _, _) =>
        {
            if (!isThisTest.Value) return;
            gate.Release();
            Task.WhenAny(waiting).Wait(Cancellation);
        });
        closing.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "smartcampus.lock.lost") listener.EnableMeasurementEvents(instrument);
        };
        closing.Start();

        await locks.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        Assert.False(await releasing);
        Assert.Empty(Leases());
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
