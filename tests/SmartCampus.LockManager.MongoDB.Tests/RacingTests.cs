using SmartCampus.MongoWire;
using Xunit;

namespace SmartCampus.Locking.Tests;

/// <summary>LM1 to LM3 on real threads: two and five managers race while connections break and primaries step down.</summary>
public sealed class RacingTests : LockTest
{
    [Theory]
    [InlineData(2, 1)]
    [InlineData(5, 2)]
    public async Task Nobody_is_inside_together_and_tokens_rise_whatever_becomes_of_the_writes(int managers, int seed)
    {
        var options = Patient with { Lease = TimeSpan.FromHours(1) };
        var opened = Enumerable.Range(0, managers).Select(_ => MongoLockManager.Open(Options with { TimeProvider = TimeProvider.System, PollInterval = TimeSpan.FromMilliseconds(10) })).ToList();
        var (inside, overlaps, random) = (0, 0, new Random(seed));
        var tokens = new List<long>();
        await Task.WhenAll(Enumerable.Range(0, 2 * managers).Select(racer => Task.Run(async () =>
        {
            for (var round = 0; round < 8; round++)
            {
                await using var lease = await opened[racer % managers].AcquireAsync("contended", $"racer {racer}", options, Cancellation);
                if (Interlocked.Increment(ref inside) != 1) Interlocked.Increment(ref overlaps);
                lock (tokens)
                {
                    tokens.Add(lease.FencingToken);
                    if (tokens.Count % 10 == 5) Server.Faults.Next("findAndModify", "locks", (Fault)random.Next((int)Fault.DiskFull));
                    if (tokens.Count % 25 == 20) Server.StepDown();
                }
                Interlocked.Decrement(ref inside);
            }
        }, Cancellation)));

        foreach (var manager in opened) await manager.DisposeAsync();
        Assert.Equal(0, overlaps);
        Assert.Equal(16 * managers, tokens.Count);
        Assert.Equal(tokens.Distinct().Order(), tokens);
        Assert.Empty(Leases());
        Assert.Empty(Places());
    }
}
