using System.Diagnostics;
using Xunit;

namespace SmartCampus.Locking.Tests.InProcess;

public sealed class LossBurstTests
{
    private const int Rounds = 10, Burst = 30;
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(1);

    // LM4
    [Fact]
    public async Task Callbacks_that_are_each_quick_do_not_together_hold_up_the_tokens_of_a_burst()
    {
        var watch = new LeaseWatch(TimeProvider.System);
        for (var round = 0; round < Rounds; round++)
        {
            var waitedFor = await Task.Factory.StartNew(
                () => Lose(watch), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            Assert.True(waitedFor < Burst, "Every token waited for the callback before it.");
        }
    }

    // LM4
    [Fact]
    public void Tokens_fire_while_the_callbacks_of_a_burst_block()
    {
        var watch = new LeaseWatch(TimeProvider.System);
        var end = new ManualResetEventSlim();
        try
        {
            for (var number = 0; number < Burst; number++)
            {
                var lost = new CancellationTokenSource();
                lost.Token.UnsafeRegister(_ => end.Wait(), null);
                watch.Signal(lost);
                Assert.True(lost.IsCancellationRequested);
            }
        }
        finally
        {
            end.Set();
        }
    }

    /// <summary>Loses a burst of leases, and counts those whose callbacks did not come to the pool: they have waited for those before.</summary>
    private static int Lose(LeaseWatch watch)
    {
        var (waitedFor, begun, called) = (0, 0, new CountdownEvent(Burst));
        void Work(int number)
        {
            if (!Thread.CurrentThread.IsThreadPoolThread)
            {
                Interlocked.Increment(ref waitedFor);
                while (Volatile.Read(ref begun) < Math.Min(number + 1, Burst - 1)) Thread.Yield();
                for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < Quick;) Thread.Yield();
            }
            called.Signal();
        }

        for (var number = 0; number < Burst; number++)
        {
            var own = number;
            var lost = new CancellationTokenSource();
            lost.Token.UnsafeRegister(_ => Work(own), null);
            Volatile.Write(ref begun, number);
            watch.Signal(lost);
        }
        called.Wait(TestContext.Current.CancellationToken);
        return waitedFor;
    }
}
