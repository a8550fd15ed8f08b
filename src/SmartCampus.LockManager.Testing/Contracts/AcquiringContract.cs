using Xunit;

namespace SmartCampus.Locking.Testing;

/// <summary>LM1: a lock is waited for as long as the options say; what ends a wait leaves nothing behind.</summary>
/// <typeparam name="TFactory">Makes the lock managers of the provider under test.</typeparam>
public abstract class AcquiringContract<TFactory> : LockContract<TFactory>
    where TFactory : ILockManagerFactory, new()
{
    [Fact]
    public async Task A_free_lock_is_granted_with_what_was_asked_for()
    {
        var lease = await AcquireAsync("a", "ada");

        Assert.Equal(("a", "ada"), (lease.ResourceId, lease.Owner));
        Assert.False(lease.LostToken.IsCancellationRequested);
        Assert.InRange(lease.ExpiresAt, Clock.GetUtcNow() + TimeSpan.FromSeconds(29), Clock.GetUtcNow() + TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Locks_of_different_resources_are_independent()
    {
        await AcquireAsync("a", "ada");

        Assert.NotNull(await TryAcquireAsync("A", "bob"));
        Assert.NotNull(await TryAcquireAsync("a ", "bob"));
    }

    [Fact]
    public async Task A_lock_that_is_held_and_not_waited_for_is_not_granted()
    {
        await AcquireAsync("a", "ada");

        Assert.Null(await TryAcquireAsync("a", "bob"));
        var late = await Assert.ThrowsAsync<LockTimeoutException>(() => AcquireAsync("a", "bob", AtOnce).AsTask());
        Assert.Equal(("a", "bob", "ada", TimeSpan.Zero), (late.ResourceId, late.Owner, late.Holder, late.Waited));
        Assert.Contains("ada", late.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wait_ends_when_its_time_is_over_and_not_before()
    {
        await AcquireAsync("a", "ada");
        var acquiring = await QueueAsync("a", "bob", Patient with { WaitTimeout = 5 * Second });
        var trying = Locks.TryAcquireAsync("a", "cyd", Patient with { WaitTimeout = 5 * Second }, Cancellation).AsTask();
        await UntilAsync(async () => (await WaitersAsync("a")).Length == 2);

        Clock.Advance((5 * Second) - Tick);
        Assert.False(acquiring.IsCompleted || trying.IsCompleted);
        Clock.Advance(Tick);

        var late = await Assert.ThrowsAsync<LockTimeoutException>(() => acquiring.WaitAsync(Cancellation));
        Assert.Equal(("ada", 5 * Second), (late.Holder, late.Waited));
        Assert.Null(await trying.WaitAsync(Cancellation));
        Assert.Empty(await WaitersAsync("a"));
        await AssertHeldAsync("a", "ada");
    }

    [Fact]
    public async Task A_wait_without_end_outlasts_any_lease()
    {
        await AcquireAsync("a", "ada", Patient with { Lease = TimeSpan.FromDays(1) });
        var waiting = await QueueAsync("a", "bob");

        Clock.Advance(TimeSpan.FromHours(23));
        Assert.False(waiting.IsCompleted);
        Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal("bob", (await waiting.WaitAsync(Cancellation)).Owner);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_it_starts_does_nothing()
    {
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Locks.AcquireAsync("a", "ada", Patient, cancelled).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Locks.TryAcquireAsync("a", "ada", Patient, cancelled).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Locks.AcquireAllAsync(["a", "b"], "ada", Patient, cancelled).AsTask());

        Assert.Empty(await Locks.InspectAsync(null, Cancellation));
    }

    [Fact]
    public async Task A_wait_that_is_cancelled_ends_at_once_and_holds_nothing()
    {
        var held = await AcquireAsync("a", "ada");
        using var stop = new CancellationTokenSource();
        var waiting = await QueueAsync("a", "bob", cancellation: stop.Token);

        await stop.CancelAsync();

        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Cancellation));
        Assert.Equal(stop.Token, cancelled.CancellationToken);
        Assert.Empty(await WaitersAsync("a"));
        Assert.True(await held.ReleaseAsync(Cancellation));
        await AssertFreeAsync("a");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public async Task Names_have_1_to_200_characters(int length)
    {
        var name = new string('x', length);

        await Assert.ThrowsAsync<ArgumentException>(async () => await AcquireAsync(name, "ada"));
        await Assert.ThrowsAsync<ArgumentException>(async () => await AcquireAsync("a", name));
        await Assert.ThrowsAsync<ArgumentException>(async () => await TryAcquireAsync(name, "ada"));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Locks.AcquireAllAsync(["a", name], "ada", Patient, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Locks.AcquireAllAsync([], "ada", Patient, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Locks.BreakAsync(name, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Locks.InspectAsync(name, Cancellation));
        Assert.Empty(await Locks.InspectAsync(null, Cancellation));
    }

    [Fact]
    public async Task Names_of_200_characters_of_any_kind_are_told_apart()
    {
        var start = string.Concat(Enumerable.Repeat("ü€\0'", 49));
        string[] names = [start + "\0\0\0\0", start + "\0\0\0", start + "ﬀ\uD83D\uDD12'", start + "ff '"];

        foreach (var name in names) Assert.NotNull(await TryAcquireAsync(name, name));

        Assert.Equal(names.Order(StringComparer.Ordinal), (await Locks.InspectAsync(null, Cancellation)).Select(status => status.ResourceId));
    }
}
