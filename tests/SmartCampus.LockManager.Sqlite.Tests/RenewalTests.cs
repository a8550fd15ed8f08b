using Xunit;

namespace SmartCampus.Locking.Tests;

/// <summary>LM1: a lease lasts as long as was last asked for.</summary>
public sealed class RenewalTests : LockTest
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
}
