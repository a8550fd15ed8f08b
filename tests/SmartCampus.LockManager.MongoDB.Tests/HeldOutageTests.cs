using Xunit;

namespace SmartCampus.Locking.Tests;

/// <summary>LM2, LM3, LM11 over each write to a lease that is cut before and after it took effect, refused, or not confirmed.</summary>
public sealed class HeldOutageTests : LockTest
{
    [Fact]
    public async Task An_extension_lasts_on_the_server_as_long_as_here()
    {
        var locks = Open();
        foreach (var (resource, fault, times) in Outages.All)
        {
            var lease = await locks.AcquireAsync(resource, "ada", AtOnce, Cancellation);
            Advance(TimeSpan.FromSeconds(10));
            Server.Faults.Next("findAndModify", "locks", fault, times);

            await lease.ExtendAsync(TimeSpan.FromMinutes(1), Cancellation);

            var stored = Assert.Single(Leases());
            Assert.Equal(ServerTime.GetUtcNow() + TimeSpan.FromMinutes(1), stored["u"].ToUniversalTime());
            Assert.Equal(Clock.GetUtcNow() + TimeSpan.FromMinutes(1), lease.ExpiresAt);
            Assert.Equal(lease.FencingToken, stored["t"].AsInt64);
            Assert.True(await lease.ReleaseAsync(Cancellation));
        }
    }

    [Fact]
    public async Task A_renewal_keeps_the_lease()
    {
        var locks = Open();
        foreach (var (resource, fault, times) in Outages.All)
        {
            var lease = await locks.AcquireAsync(resource, "ada", AtOnce with { AutoRenew = true }, Cancellation);
            var before = lease.ExpiresAt;
            Server.Faults.Next("findAndModify", "locks", fault, times);

            Advance(TimeSpan.FromSeconds(10));

            await UntilAsync(() => lease.ExpiresAt > before);
            Assert.False(lease.LostToken.IsCancellationRequested);
            Assert.True(await lease.ReleaseAsync(Cancellation));
        }
    }

    [Fact]
    public async Task A_break_ends_the_lease_and_takes_one_token()
    {
        var (locks, other) = (Open(), Open());
        foreach (var (resource, fault, times) in Outages.All)
        {
            var lease = await locks.AcquireAsync(resource, "ada", AtOnce, Cancellation);
            Server.Faults.Next("findAndModify", "locks", fault, times);

            Assert.True(await other.BreakAsync(resource, Cancellation));

            Assert.Empty(Leases());
            if (times == 1) await Assert.ThrowsAsync<LockNotOwnedException>(() => lease.ExtendAsync(null, Cancellation).AsTask());
            else Assert.False(await lease.ReleaseAsync(Cancellation));
            Assert.True(lease.LostToken.IsCancellationRequested);
            await using var next = await other.AcquireAsync(resource, "bob", AtOnce, Cancellation);
            Assert.Equal(lease.FencingToken + 2, next.FencingToken);
        }
    }
}
