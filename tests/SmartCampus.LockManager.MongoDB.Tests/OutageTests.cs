using SmartCampus.MongoWire;
using Xunit;

namespace SmartCampus.Locking.Tests;

/// <summary>LM1 to LM3 over each write that is cut before and after it took effect, refused, or not confirmed.</summary>
public sealed class OutageTests : LockTest
{
    [Fact]
    public async Task An_acquisition_gets_one_lease_with_one_token()
    {
        var (locks, other) = (Open(), Open());
        foreach (var (resource, fault, times) in Outages.All)
        {
            Server.Faults.Next("findAndModify", "locks", fault, times);

            var lease = await locks.AcquireAsync(resource, "ada", AtOnce, Cancellation);

            Assert.Equal(lease.FencingToken, Assert.Single(Leases())["t"].AsInt64);
            Assert.Null(await other.TryAcquireAsync(resource, "bob", AtOnce, Cancellation));
            Assert.True(await lease.ReleaseAsync(Cancellation));
            await using var next = await other.AcquireAsync(resource, "bob", AtOnce, Cancellation);
            Assert.True(next.FencingToken > lease.FencingToken);
        }
    }

    [Fact]
    public async Task A_release_frees_the_lock_and_says_so()
    {
        var (locks, other) = (Open(), Open());
        foreach (var (resource, fault, times) in Outages.All)
        {
            var lease = await locks.AcquireAsync(resource, "ada", AtOnce, Cancellation);
            Server.Faults.Next("findAndModify", "locks", fault, times);

            Assert.True(await lease.ReleaseAsync(Cancellation));

            Assert.Empty(Leases());
            await using var next = await other.AcquireAsync(resource, "bob", AtOnce, Cancellation);
        }
    }

    [Fact]
    public async Task A_lock_that_is_handed_over_has_one_next_holder()
    {
        var locks = Open();
        foreach (var (resource, fault, times) in Outages.All)
        {
            var lease = await locks.AcquireAsync(resource, "ada", AtOnce, Cancellation);
            var waiting = locks.AcquireAsync(resource, "bob", Patient, Cancellation).AsTask();
            Server.Faults.Next("findAndModify", "locks", fault, times);

            Assert.True(await lease.ReleaseAsync(Cancellation));

            var next = await waiting.WaitAsync(Cancellation);
            Assert.Equal(next.FencingToken, Assert.Single(Leases())["t"].AsInt64);
            Assert.True(next.FencingToken > lease.FencingToken);
            Assert.True(await next.ReleaseAsync(Cancellation));
            Assert.Empty(Leases());
        }
    }

    [Fact]
    public async Task A_disk_that_is_full_refuses_in_a_sentence_and_the_locks_work_again_after_it()
    {
        var locks = Open();
        Server.Faults.Next("findAndModify", "locks", Fault.DiskFull);

        var refused = await Assert.ThrowsAsync<LockUnavailableException>(() => locks.AcquireAsync("a", "ada", AtOnce, Cancellation).AsTask());

        Assert.Contains("disk", refused.Message, StringComparison.Ordinal);
        Assert.NotNull(await locks.TryAcquireAsync("a", "ada", AtOnce, Cancellation));
    }
}
