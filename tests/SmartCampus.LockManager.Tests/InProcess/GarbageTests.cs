using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace SmartCampus.Locking.Tests.InProcess;

/// <summary>What calls leave behind. Nothing else may run meanwhile.</summary>
[Collection(nameof(Alone))]
public sealed class GarbageTests
{
    private static readonly LockOptions Patient = new() { WaitTimeout = Timeout.InfiniteTimeSpan };

    [Fact]
    public void Acquiring_and_releasing_allocates_nothing()
    {
        var locks = new InProcessLockManager();

        Assert.Equal(0, AllocatedBy(() =>
        {
            var lease = locks.AcquireAsync("a", "ada", Patient).Now();
            lease.DisposeAsync().Now();
        }));
    }

    [Fact]
    public void Waiting_and_being_granted_allocates_nothing()
    {
        var locks = new InProcessLockManager();
        using var stop = new CancellationTokenSource();

        Assert.Equal(0, AllocatedBy(() =>
        {
            var lease = locks.AcquireAsync("a", "ada", Patient).Now();
            var second = locks.AcquireAsync("a", "bob", Patient, stop.Token);
            var third = locks.TryAcquireAsync("a", "cyd", Patient);
            lease.DisposeAsync().Now();
            second.Now().DisposeAsync().Now();
            third.Now()!.Value.DisposeAsync().Now();
        }));
    }

    // LM10
    [Fact]
    public void A_million_keys_leave_no_memory()
    {
        var locks = new InProcessLockManager();
        Hold(locks, 1_000);

        Assert.InRange(KeptBy(() => Hold(locks, 1_000_000)), long.MinValue, 100_000);
        GC.KeepAlive(locks);
    }

    // LM10
    [Fact]
    public void Many_locks_that_were_held_at_once_leave_little_when_they_have_run_out()
    {
        var clock = new FakeTimeProvider();
        var locks = new InProcessLockManager(clock);
        Hold(locks, 1_000);

        Assert.InRange(KeptBy(() =>
        {
            for (var key = 0; key < 100_000; key++) locks.AcquireAsync($"key {key}", "ada", Patient).Now();
            clock.Advance(Patient.Lease);
            Assert.Empty(locks.InspectAsync().Now());
        }), long.MinValue, 250_000);
        GC.KeepAlive(locks);
    }

    private static void Hold(InProcessLockManager locks, int keys)
    {
        for (var key = 0; key < keys; key++) locks.AcquireAsync($"key {key}", "ada", Patient).Now().DisposeAsync().Now();
    }

    private static long AllocatedBy(Action act)
    {
        for (var round = 0; round < 1_000; round++) act();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 1_000; round++) act();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static long KeptBy(Action act)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        act();
        return GC.GetTotalMemory(forceFullCollection: true) - before;
    }
}
