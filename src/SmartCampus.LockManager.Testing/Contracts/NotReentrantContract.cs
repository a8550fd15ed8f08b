using Xunit;

namespace SmartCampus.Locking.Testing;

/// <summary>LM8: whoever holds a lock and asks again waits like everybody else, and the error names that owner.</summary>
/// <typeparam name="TFactory">Makes the lock managers of the provider under test.</typeparam>
public abstract class NotReentrantContract<TFactory> : LockContract<TFactory>
    where TFactory : ILockManagerFactory, new()
{
    [Fact]
    public async Task A_second_acquisition_by_the_same_owner_waits_and_times_out()
    {
        var lease = await AcquireAsync("a", "ada");
        Assert.Null(await TryAcquireAsync("a", "ada"));
        var again = await QueueAsync("a", "ada", Patient with { WaitTimeout = Second });

        Clock.Advance(Second);

        var late = await Assert.ThrowsAsync<LockTimeoutException>(() => again.WaitAsync(Cancellation));
        Assert.Equal("ada", late.Holder);
        Assert.Contains("ada holds it", late.Message, StringComparison.Ordinal);
        Assert.True(await lease.ReleaseAsync(Cancellation));
    }
}
