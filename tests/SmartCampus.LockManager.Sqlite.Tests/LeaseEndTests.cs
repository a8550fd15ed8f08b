using Xunit;

namespace SmartCampus.Locking.Tests;

/// <summary>LM1 and LM5: how long a lease lasts, and what is left of it.</summary>
public sealed class LeaseEndTests : LockTest
{
    [Fact]
    public async Task A_renewal_that_waits_behind_an_extension_leaves_it_as_long()
    {
        await using var locks = SqliteLockManager.Open(Options with { BusyTimeout = TimeSpan.FromMinutes(1) });
        await using var lease = await locks.AcquireAsync("a", "ada", AtOnce with { AutoRenew = true }, Cancellation);
        Task extending;
        using (Hang())
        {
            extending = lease.ExtendAsync(TimeSpan.FromMinutes(5), Cancellation).AsTask();
            Clock.Advance(AtOnce.Lease / 3);
        }
        await extending.WaitAsync(Cancellation);
        // The answer to it comes after that to the renewal.
        await locks.AcquireAsync("b", "ada", AtOnce, Cancellation);

        Assert.Equal(Clock.GetUtcNow() + TimeSpan.FromMinutes(5), lease.ExpiresAt);
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(lease.LostToken.IsCancellationRequested);
    }

    [Fact]
    public async Task The_token_of_a_lease_that_was_released_is_cancelled()
    {
        await using var locks = Open();
        var lease = await locks.AcquireAsync("a", "ada", AtOnce, Cancellation);
        var before = lease.LostToken;

        await lease.ReleaseAsync(Cancellation);

        Assert.True(lease.LostToken.IsCancellationRequested);
        Assert.False(before.IsCancellationRequested);
    }

    [Fact]
    public async Task A_caller_who_was_cancelled_gives_the_lock_back()
    {
        await using var locks = Open();
        var lease = await locks.AcquireAsync("a", "ada", AtOnce, Cancellation);

        Assert.True(await lease.ReleaseAsync(new CancellationToken(canceled: true)));

        Assert.NotNull(await locks.TryAcquireAsync("a", "bob", AtOnce, Cancellation));
    }
}
