using Xunit;

namespace SmartCampus.Locking.Tests.InProcess;

public sealed class ShortLeaseTests
{
    private const int Racers = 6, Rounds = 60;
    private Entry? _last;

    // LM2, LM3, LM4
    [Fact]
    public async Task On_real_threads_with_leases_that_run_out_nobody_gets_in_before_the_one_before_is_told()
    {
        var locks = new InProcessLockManager();
        var options = new LockOptions { Lease = TimeSpan.FromMilliseconds(10), WaitTimeout = Timeout.InfiniteTimeSpan };
        await Task.WhenAll(Enumerable.Range(0, Racers).Select(seed => Task.Run(async () =>
        {
            var random = new Random(seed);
            for (var round = 0; round < Rounds; round++)
            {
                try
                {
                    await EnterAsync(await locks.AcquireAsync("a", $"racer {seed}", options), overstays: random.Next(5) == 0);
                }
                catch (LockUnavailableException)
                {
                    // The thread was not scheduled for longer than the lease.
                }
            }
        })));

        await locks.BreakAsync("a");
        Assert.Empty(await locks.InspectAsync());
    }

    private async Task EnterAsync(LockLease lease, bool overstays)
    {
        var own = new Entry(lease.FencingToken, lease.LostToken);
        var before = Interlocked.Exchange(ref _last, own);
        if (before?.Token < own.Token) Assert.True(before.IsReleased || before.Lost.IsCancellationRequested);
        else if (before is not null) Assert.True(own.Lost.IsCancellationRequested);
        if (overstays)
        {
            var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = own.Lost.UnsafeRegister(_ => lost.SetResult(), null);
            await lost.Task;
        }
        own.IsReleased = true;
        var wasHeld = await lease.ReleaseAsync();
        Assert.False(wasHeld && overstays);
    }

    private sealed record Entry(long Token, CancellationToken Lost)
    {
        public volatile bool IsReleased;
    }
}
