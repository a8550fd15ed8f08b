using Xunit;

namespace SmartCampus.Locking.Testing;

/// <summary>LM1: a cancel that races a grant, or a timeout, loses no lock.</summary>
/// <typeparam name="TFactory">Makes the lock managers of the provider under test.</typeparam>
public abstract class CancelRaceContract<TFactory> : LockContract<TFactory>
    where TFactory : ILockManagerFactory, new()
{
    private const int Rounds = 50;

    [Fact]
    public async Task A_cancel_that_races_a_release_either_ends_the_wait_or_comes_too_late()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var held = await AcquireAsync("a", "ada");
            using var stop = new CancellationTokenSource();
            var waiting = await QueueAsync("a", "bob", cancellation: stop.Token);

            await Racing.RunAsync(() => held.ReleaseAsync(Cancellation).AsTask(), stop.CancelAsync);

            await EndAsync(waiting);
            await AssertFreeAsync("a");
        }
    }

    [Fact]
    public async Task A_cancel_that_races_the_call_leaves_a_lease_that_is_told_or_nothing()
    {
        for (var round = 0; round < Rounds; round++)
        {
            using var stop = new CancellationTokenSource();
            Task<LockLease>? acquiring = null;

            await Racing.RunAsync(
                async () => await (acquiring = Locks.AcquireAsync("a", "bob", Patient, stop.Token).AsTask()).ContinueWith(_ => { }, TaskScheduler.Default),
                stop.CancelAsync);

            await EndAsync(acquiring!);
            await AssertFreeAsync("a");
        }
    }

    [Fact]
    public async Task A_timeout_that_races_a_release_either_ends_the_wait_or_comes_too_late()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var held = await AcquireAsync("a", "ada");
            var waiting = await QueueAsync("a", "bob", Patient with { WaitTimeout = Second });

            await Racing.RunAsync(() => held.ReleaseAsync(Cancellation).AsTask(), () => Task.Run(() => Clock.Advance(Second)));

            await EndAsync(waiting);
            await AssertFreeAsync("a");
        }
    }

    [Fact]
    public async Task Of_many_waiters_that_are_cancelled_at_once_none_keeps_the_lock()
    {
        for (var round = 0; round < Rounds / 5; round++)
        {
            var held = await AcquireAsync("a", "ada");
            using var stop = new CancellationTokenSource();
            var waiting = new List<Task<LockLease>>();
            for (var waiter = 0; waiter < 8; waiter++) waiting.Add(await QueueAsync("a", $"waiter {waiter}", cancellation: waiter % 2 == 0 ? stop.Token : Cancellation));

            await Racing.RunAsync(() => held.ReleaseAsync(Cancellation).AsTask(), stop.CancelAsync);

            await Task.WhenAll(waiting.Select(EndAsync));
            await AssertFreeAsync("a");
        }
    }

    private async Task EndAsync(Task<LockLease> waiting)
    {
        try
        {
            var lease = await waiting.WaitAsync(Cancellation);
            Assert.True(await lease.ReleaseAsync(Cancellation));
        }
        catch (Exception e) when (e is LockTimeoutException || (e is OperationCanceledException && !Cancellation.IsCancellationRequested))
        {
        }
    }
}
