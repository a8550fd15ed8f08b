using Xunit;

namespace SmartCampus.Locking.Tests;

/// <summary>Closing a manager gives its locks back, and ends.</summary>
public sealed class ClosingTests : LockTest
{
    [Fact]
    public async Task Locks_are_given_back_at_the_close_though_another_process_is_writing()
    {
        using var clock = new HaltingClock();
        await using var other = SqliteLockManager.Open(Options with { TimeProvider = clock });
        // A machine so busy that the other process stays in the way for too long may spoil a try; it does not spoil all.
        for (var tries = 1; !await IsGivenBackAsync(other, $"{tries}"); tries++) Assert.True(tries < 5, "No lock was given back.");
    }

    [Fact]
    public async Task The_close_ends_all_waits_and_leases_though_the_file_hangs()
    {
        var locks = SqliteLockManager.Open(Options with { BusyTimeout = TimeSpan.FromMinutes(5) });
        string[] names = ["a", "b", "c"];
        var held = new List<LockLease>();
        var waits = new List<Task>();
        foreach (var name in names)
        {
            held.Add(await locks.AcquireAsync(name, "ada", AtOnce, Cancellation));
            waits.Add(locks.AcquireAsync(name, "bob", Patient, Cancellation).AsTask());
        }
        using var hang = Hang();

        await locks.DisposeAsync().AsTask().WaitAsync(Cancellation);

        foreach (var wait in waits) await Assert.ThrowsAsync<ObjectDisposedException>(() => wait.WaitAsync(Cancellation));
        Assert.All(held, lease => Assert.True(lease.LostToken.IsCancellationRequested));
    }

    private async Task<bool> IsGivenBackAsync(SqliteLockManager other, string name)
    {
        using var clock = new HaltingClock();
        var locks = SqliteLockManager.Open(Options with { TimeProvider = clock, BusyTimeout = TimeSpan.FromSeconds(2) });
        await locks.AcquireAsync(name, "ada", AtOnce, Cancellation);
        var hang = Hang();
        clock.Halt();
        var closing = locks.DisposeAsync().AsTask();
        await clock.ArrivalAsync(Cancellation);
        clock.LetGo();
        // What the close waits for is the file, by no clock of a test.
        await Task.Delay(20, Cancellation);
        hang.Dispose();
        await closing.WaitAsync(Cancellation);
        return await other.TryAcquireAsync(name, "bob", AtOnce, Cancellation) is not null;
    }
}
