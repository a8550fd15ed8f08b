using SmartCampus.MongoWire;
using Xunit;

namespace SmartCampus.Locking.Tests;

/// <summary>LM1 to LM5 over each write that is cut before and after it took effect, refused, or not confirmed: once, which the driver repeats, and oftener, which the manager does.</summary>
public sealed class OutageTests : LockTest
{
    public static TheoryData<Fault, int> Faults
    {
        get
        {
            var faults = new TheoryData<Fault, int>();
            foreach (var fault in (Fault[])[Fault.DropBeforeApplying, Fault.DropAfterApplying, Fault.NotWritablePrimary, Fault.ShutdownInProgress, Fault.WriteConcernTimeout])
            {
                foreach (var times in (int[])[1, 2, 3]) faults.Add(fault, times);
            }
            return faults;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task An_acquisition_gets_one_lease_with_one_token(Fault fault, int times)
    {
        var (locks, other) = (Open(), Open());
        Server.Faults.Next("findAndModify", "locks", fault, times);

        var lease = await locks.AcquireAsync("a", "ada", AtOnce, Cancellation);

        Assert.Equal(lease.FencingToken, Assert.Single(Leases())["t"].AsInt64);
        Assert.Null(await other.TryAcquireAsync("a", "bob", AtOnce, Cancellation));
        Assert.True(await lease.ReleaseAsync(Cancellation));
        Assert.True((await other.AcquireAsync("a", "bob", AtOnce, Cancellation)).FencingToken > lease.FencingToken);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_release_frees_the_lock_and_says_so(Fault fault, int times)
    {
        var (locks, other) = (Open(), Open());
        var lease = await locks.AcquireAsync("a", "ada", AtOnce, Cancellation);
        Server.Faults.Next("findAndModify", "locks", fault, times);

        Assert.True(await lease.ReleaseAsync(Cancellation));

        Assert.Empty(Leases());
        Assert.NotNull(await other.TryAcquireAsync("a", "bob", AtOnce, Cancellation));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_lock_that_is_handed_over_has_one_next_holder(Fault fault, int times)
    {
        var locks = Open();
        var lease = await locks.AcquireAsync("a", "ada", AtOnce, Cancellation);
        var waiting = locks.AcquireAsync("a", "bob", Patient, Cancellation).AsTask();
        Server.Faults.Next("findAndModify", "locks", fault, times);

        Assert.True(await lease.ReleaseAsync(Cancellation));

        var next = await waiting.WaitAsync(Cancellation);
        Assert.Equal(next.FencingToken, Assert.Single(Leases())["t"].AsInt64);
        Assert.True(next.FencingToken > lease.FencingToken);
        Assert.True(await next.ReleaseAsync(Cancellation));
        Assert.Empty(Leases());
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task An_extension_lasts_on_the_server_as_long_as_here(Fault fault, int times)
    {
        var locks = Open();
        var lease = await locks.AcquireAsync("a", "ada", AtOnce, Cancellation);
        Advance(TimeSpan.FromSeconds(10));
        Server.Faults.Next("findAndModify", "locks", fault, times);

        await lease.ExtendAsync(TimeSpan.FromMinutes(1), Cancellation);

        Assert.Equal(ServerTime.GetUtcNow() + TimeSpan.FromMinutes(1), Assert.Single(Leases())["u"].ToUniversalTime());
        Assert.Equal(Clock.GetUtcNow() + TimeSpan.FromMinutes(1), lease.ExpiresAt);
        Assert.Equal(lease.FencingToken, Leases()[0]["t"].AsInt64);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_break_ends_the_lease_and_takes_one_token(Fault fault, int times)
    {
        var (locks, other) = (Open(), Open());
        var lease = await locks.AcquireAsync("a", "ada", AtOnce, Cancellation);
        Server.Faults.Next("findAndModify", "locks", fault, times);

        Assert.True(await other.BreakAsync("a", Cancellation));

        Assert.Empty(Leases());
        await Assert.ThrowsAsync<LockNotOwnedException>(() => lease.ExtendAsync(null, Cancellation).AsTask());
        Assert.Equal(lease.FencingToken + 2, (await other.AcquireAsync("a", "bob", AtOnce, Cancellation)).FencingToken);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_renewal_keeps_the_lease(Fault fault, int times)
    {
        var locks = Open();
        var lease = await locks.AcquireAsync("a", "ada", AtOnce with { AutoRenew = true }, Cancellation);
        var before = lease.ExpiresAt;
        Server.Faults.Next("findAndModify", "locks", fault, times);

        Advance(TimeSpan.FromSeconds(10));

        await UntilAsync(() => lease.ExpiresAt > before);
        Assert.False(lease.LostToken.IsCancellationRequested);
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
