using Xunit;

namespace SmartCampus.Locking.Testing;

/// <summary>LM2 and LM3 on real threads: nobody is inside together, and tokens rise.</summary>
/// <typeparam name="TFactory">Makes the lock managers of the provider under test.</typeparam>
public abstract class ExclusionContract<TFactory> : LockContract<TFactory>
    where TFactory : ILockManagerFactory, new()
{
    [Fact]
    public Task Racers_are_never_inside_together_and_their_tokens_rise() => Exclusion.ProveAsync([Locks], racers: 8, rounds: 50, Cancellation);

    [Fact]
    public async Task Racers_whose_leases_are_broken_and_waits_cancelled_leave_a_lock_that_works()
    {
        // Seeded: what each racer does is the same in each run, how they interleave is not.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(seed => Task.Run(async () =>
        {
            var random = new Random(seed);
            for (var round = 0; round < 40; round++) await DoAnythingAsync(random);
        }, Cancellation)));

        await Locks.BreakAsync("a", Cancellation);
        await AssertFreeAsync("a");
        Assert.Empty(await Locks.InspectAsync(null, Cancellation));
    }

    private async Task DoAnythingAsync(Random random)
    {
        using var stop = new CancellationTokenSource();
        var acquiring = Locks.AcquireAsync("a", "racer", Patient, stop.Token);
        if (random.Next(3) == 0) await stop.CancelAsync();
        try
        {
            await using var lease = await acquiring;
            if (random.Next(4) == 0) await Locks.BreakAsync("a", Cancellation);
            if (random.Next(2) == 0) await lease.ReleaseAsync(Cancellation);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }
}
