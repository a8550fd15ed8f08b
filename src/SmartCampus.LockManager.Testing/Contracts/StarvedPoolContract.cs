using Xunit;

namespace SmartCampus.Locking.Testing;

/// <summary>LM4: a token fires, and its callbacks run, though the thread pool is starved.</summary>
/// <typeparam name="TFactory">Makes the lock managers of the provider under test.</typeparam>
public abstract class StarvedPoolContract<TFactory> : LockContract<TFactory>
    where TFactory : ILockManagerFactory, new()
{
    [Fact]
    public async Task A_lease_that_runs_out_is_told_while_the_thread_pool_is_starved()
    {
        await CloseAsync();
        var locks = await OpenAsync(TimeProvider.System);
        var lease = await locks.AcquireAsync("a", "ada", AtOnce with { Lease = Second }, Cancellation);
        var lost = lease.LostToken;

        await Task.Factory.StartNew(() => Starve(lost), Cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private void Starve(CancellationToken lost)
    {
        // Not disposed: the work may come to them after the test.
        var called = new ManualResetEventSlim();
        var end = new ManualResetEventSlim();
        var ran = false;
        try
        {
            using var registration = lost.UnsafeRegister(_ => called.Set(), null);
            // The pool adds a thread or two in a second.
            for (var work = 0; work < 256; work++) ThreadPool.UnsafeQueueUserWorkItem(_ => end.Wait(), null);
            ThreadPool.UnsafeQueueUserWorkItem(_ => Volatile.Write(ref ran, true), null);

            called.Wait(Cancellation);

            Assert.False(Volatile.Read(ref ran), "The thread pool was not starved.");
        }
        finally
        {
            end.Set();
        }
    }
}
