using System.Diagnostics;
using Xunit;

namespace SmartCampus.Locking.Tests.InProcess;

public sealed class LossBurstTests
{
    private const int Burst = 50;
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(2);

    // LM4
    [Fact]
    public async Task Callbacks_that_are_each_quick_do_not_together_hold_up_the_tokens_of_a_burst()
    {
        var watch = new LeaseWatch(TimeProvider.System);
        var (waitedFor, called) = (0, new CountdownEvent(Burst));
        void Work()
        {
            // A token whose callback comes to the pool has not waited for those before it.
            if (!Thread.CurrentThread.IsThreadPoolThread)
            {
                Interlocked.Increment(ref waitedFor);
                for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < Quick;) Thread.SpinWait(50);
            }
            called.Signal();
        }

        await Task.Factory.StartNew(
            () =>
            {
                for (var number = 0; number < Burst; number++)
                {
                    var lost = new CancellationTokenSource();
                    lost.Token.UnsafeRegister(_ => Work(), null);
                    watch.Signal(lost);
                    Assert.True(lost.IsCancellationRequested);
                }
                called.Wait(TestContext.Current.CancellationToken);
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        Assert.InRange(waitedFor, 1, Burst - 1);
    }

    // LM4
    [Fact]
    public void Tokens_fire_while_the_callback_of_the_first_of_a_burst_blocks()
    {
        var watch = new LeaseWatch(TimeProvider.System);
        var end = new ManualResetEventSlim();
        var burst = Enumerable.Range(0, Burst).Select(_ => new CancellationTokenSource()).ToList();
        try
        {
            foreach (var lost in burst)
            {
                lost.Token.UnsafeRegister(_ => end.Wait(), null);
                watch.Signal(lost);
                Assert.False(end.IsSet);
                Assert.True(lost.IsCancellationRequested);
            }
        }
        finally
        {
            end.Set();
        }
    }
}
