using Xunit;

namespace SmartCampus.Locking.Tests;

/// <summary>LM2, LM3: what no majority has is handed to nobody, and a primary that takes over knows all that was handed out.</summary>
public sealed class FailOverTests : LockTest
{
    [Fact]
    public async Task A_lock_that_only_the_old_primary_had_granted_was_handed_to_nobody()
    {
        var (locks, other) = (Open(), Open());
        Server.Replication.Hold();
        var acquiring = locks.TryAcquireAsync("a", "ada", AtOnce, Cancellation).AsTask();
        await UntilAsync(() => Leases().Count == 1);
        var again = Server.Faults.Hold("findAndModify", "locks");

        Server.StepDown();
        Assert.Same(again.Reached, await Task.WhenAny(again.Reached, acquiring).WaitAsync(Cancellation));
        Assert.Empty(Leases());
        var lease = await other.AcquireAsync("a", "bob", AtOnce, Cancellation);
        again.Release();

        // Had it been handed out, both would hold the lock, with the same token.
        Assert.Null(await acquiring.WaitAsync(Cancellation));
        Assert.Equal(lease.FencingToken, Assert.Single(Leases())["t"].AsInt64);
    }

    [Fact]
    public async Task A_lock_that_was_handed_out_and_its_token_outlive_the_primary()
    {
        var (locks, other) = (Open(), Open());
        var lease = await locks.AcquireAsync("a", "ada", AtOnce, Cancellation);
        var released = await locks.AcquireAsync("b", "ada", AtOnce, Cancellation);
        Assert.True(await released.ReleaseAsync(Cancellation));

        Server.StepDown();

        Assert.Null(await other.TryAcquireAsync("a", "bob", AtOnce, Cancellation));
        Assert.True((await other.AcquireAsync("b", "bob", AtOnce, Cancellation)).FencingToken > released.FencingToken);
        await lease.ExtendAsync(null, Cancellation);
        Assert.True(await lease.ReleaseAsync(Cancellation));
    }

    [Fact]
    public async Task A_release_that_the_old_primary_alone_knew_is_done_again()
    {
        var locks = Open();
        var lease = await locks.AcquireAsync("a", "ada", AtOnce, Cancellation);
        Server.Replication.Hold();
        var releasing = lease.ReleaseAsync(Cancellation).AsTask();
        await UntilAsync(() => Leases().Count == 0);
        Assert.Equal("ada", Assert.Single(await Open().InspectAsync("a", Cancellation)).Owner);

        Server.StepDown();

        Assert.True(await releasing.WaitAsync(Cancellation));
        Assert.Empty(Leases());
    }

    [Fact]
    public async Task A_write_that_no_majority_confirms_in_time_is_sent_again_and_its_lease_begins_then()
    {
        var locks = Open();
        Server.Replication.Hold();
        var acquiring = locks.AcquireAsync("a", "ada", AtOnce, Cancellation).AsTask();
        await UntilAsync(() => Leases().Count == 1);
        var writes = Writes();

        Advance(TimeSpan.FromSeconds(2));
        await UntilAsync(() => Writes() > writes);
        Assert.False(acquiring.IsCompleted);
        Server.Replication.Release();

        var lease = await acquiring.WaitAsync(Cancellation);
        var stored = Assert.Single(Leases());
        Assert.Equal(lease.FencingToken, stored["t"].AsInt64);
        Assert.Equal(lease.ExpiresAt.UtcDateTime, stored["u"].ToUniversalTime());
    }
}
