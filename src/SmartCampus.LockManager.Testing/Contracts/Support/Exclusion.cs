using Xunit;

namespace SmartCampus.Locking.Testing;

/// <summary>Racers on real threads that go in and out of a lock.</summary>
internal static class Exclusion
{
    /// <summary>Proves that they are never inside together, and that tokens rise in the order in which they are inside.</summary>
    public static async Task ProveAsync(IReadOnlyList<ILockManager> managers, int racers, int rounds, CancellationToken cancellation)
    {
        var options = new LockOptions { Lease = TimeSpan.FromHours(1), WaitTimeout = Timeout.InfiniteTimeSpan };
        var (inside, overlaps) = (0, 0);
        var tokens = new List<long>();
        await Task.WhenAll(Enumerable.Range(0, racers).Select(racer => Task.Run(async () =>
        {
            for (var round = 0; round < rounds; round++)
            {
                await using var lease = await managers[racer % managers.Count].AcquireAsync("contended", $"racer {racer}", options, cancellation);
                if (Interlocked.Increment(ref inside) != 1) Interlocked.Increment(ref overlaps);
                tokens.Add(lease.FencingToken);
                await Task.Yield();
                Interlocked.Decrement(ref inside);
            }
        }, cancellation)));

        Assert.Equal(0, overlaps);
        Assert.Equal(racers * rounds, tokens.Count);
        Assert.Equal(tokens.Distinct().Order(), tokens);
    }
}
