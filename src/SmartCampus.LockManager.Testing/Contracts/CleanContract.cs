using Xunit;

namespace SmartCampus.Locking.Testing;

/// <summary>LM10: what is not held leaves nothing that can be seen.</summary>
/// <typeparam name="TFactory">Makes the lock managers of the provider under test.</typeparam>
public abstract class CleanContract<TFactory> : LockContract<TFactory>
    where TFactory : ILockManagerFactory, new()
{
    [Fact]
    public async Task Locks_that_have_ended_are_gone_however_they_ended()
    {
        const int Keys = 300;
        for (var key = 0; key < Keys; key++)
        {
            var lease = await AcquireAsync($"key {key}", "ada");
            if (key % 3 == 0) await lease.ReleaseAsync(Cancellation);
            if (key % 3 == 1) await Locks.BreakAsync($"key {key}", Cancellation);
        }
        Assert.Equal(Keys / 3, (await Locks.InspectAsync(null, Cancellation)).Count);

        Clock.Advance(30 * Second);

        Assert.Empty(await Locks.InspectAsync(null, Cancellation));
        for (var key = 0; key < Keys; key += 50) await AssertFreeAsync($"key {key}");
    }

    [Fact]
    public async Task Waits_that_have_ended_are_gone_however_they_ended()
    {
        await AcquireAsync("a", "ada", Patient with { Lease = TimeSpan.FromHours(1) });
        using var stop = new CancellationTokenSource();
        var waiting = new List<Task<LockLease>>();
        for (var waiter = 0; waiter < 20; waiter++)
            waiting.Add(await QueueAsync("a", "bob", Patient with { WaitTimeout = Second }, waiter % 2 == 0 ? stop.Token : Cancellation));

        await stop.CancelAsync();
        Clock.Advance(Second);
        foreach (var wait in waiting) await Assert.ThrowsAnyAsync<Exception>(() => wait.WaitAsync(Cancellation));

        Assert.Empty(await WaitersAsync("a"));
    }
}
