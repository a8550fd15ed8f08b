using Xunit;

namespace SmartCampus.Locking.Testing;

/// <summary>What all contracts share: fresh locks for each test.</summary>
/// <typeparam name="TFactory">Makes the lock managers of the provider under test.</typeparam>
public abstract class LockContract<TFactory> : IAsyncLifetime
    where TFactory : ILockManagerFactory, new()
{
    private protected static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private protected static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    /// <summary>A lease of 30 seconds that is waited for without end.</summary>
    private protected static readonly LockOptions Patient = new() { Lease = 30 * Second, WaitTimeout = Timeout.InfiniteTimeSpan };

    /// <summary>A lease of 30 seconds that is not waited for.</summary>
    private protected static readonly LockOptions AtOnce = Patient with { WaitTimeout = TimeSpan.Zero };

    private readonly List<ILockManager> _opened = [];
    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private protected LockContract()
    {
    }

    /// <summary>The lock manager under test.</summary>
    protected ILockManager Locks => _opened[0];

    private protected TFactory Factory { get; } = new();

    private protected ContractClock Clock { get; } = new();

    private protected MeterLog Meter { get; } = new();

    /// <summary>Ends a test that hangs; no passing test comes near it.</summary>
    private protected CancellationToken Cancellation => _patience.Token;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _patience.CancelAfter(TimeSpan.FromMinutes(1));
        await OpenAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await Factory.DisposeAsync();
        Meter.Dispose();
        _patience.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected async ValueTask<ILockManager> OpenAsync(TimeProvider? time = null)
    {
        var opened = await Factory.OpenAsync(new LockSettings(time ?? Clock, Meter.Metrics));
        _opened.Add(opened);
        return opened;
    }

    private protected async ValueTask CloseAsync()
    {
        foreach (var manager in _opened)
        {
            if (manager is IAsyncDisposable asyncDisposable) await asyncDisposable.DisposeAsync();
            else (manager as IDisposable)?.Dispose();
        }
        _opened.Clear();
    }

    private protected ValueTask<LockLease> AcquireAsync(string resourceId, string owner, LockOptions? options = null) =>
        Locks.AcquireAsync(resourceId, owner, options ?? Patient, Cancellation);

    private protected ValueTask<LockLease?> TryAcquireAsync(string resourceId, string owner, LockOptions? options = null) =>
        Locks.TryAcquireAsync(resourceId, owner, options ?? AtOnce, Cancellation);

    /// <summary>Starts to wait, and comes back when the waiter can be seen in its place.</summary>
    private protected async Task<Task<LockLease>> QueueAsync(
        string resourceId, string owner, LockOptions? options = null, CancellationToken? cancellation = null, ILockManager? locks = null)
    {
        var before = await WaitersAsync(resourceId, locks);
        var waiting = (locks ?? Locks).AcquireAsync(resourceId, owner, options ?? Patient, cancellation ?? Cancellation).AsTask();
        await UntilAsync(async () => waiting.IsCompleted || (await WaitersAsync(resourceId, locks)).Length > before.Length);
        return waiting;
    }

    private protected async Task<string[]> WaitersAsync(string resourceId, ILockManager? locks = null) =>
        await (locks ?? Locks).InspectAsync(resourceId, Cancellation) is [var status] ? [.. status.Waiters] : [];

    private protected async Task AssertFreeAsync(string resourceId)
    {
        var lease = await TryAcquireAsync(resourceId, "somebody");
        Assert.NotNull(lease);
        Assert.True(await lease.Value.ReleaseAsync(Cancellation));
    }

    private protected async Task AssertHeldAsync(string resourceId, string owner) =>
        Assert.Equal(owner, Assert.Single(await Locks.InspectAsync(resourceId, Cancellation)).Owner);

    /// <summary>Waits for a token to fire, which a manager may do on a thread of its own after the time has come.</summary>
    private protected async Task FiresAsync(CancellationToken token)
    {
        var fired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = token.UnsafeRegister(static fired => ((TaskCompletionSource)fired!).TrySetResult(), fired);
        await fired.Task.WaitAsync(Cancellation);
    }

    /// <summary>Asks again until it is so.</summary>
    private protected async Task UntilAsync(Func<Task<bool>> isSo)
    {
        while (!await isSo())
        {
            Cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Lets time pass in small steps until a call has ended, for managers that look at each other's doings now and then.</summary>
    private protected async Task<T> WhileTimePassesAsync<T>(Task<T> call)
    {
        while (!call.IsCompleted)
        {
            Cancellation.ThrowIfCancellationRequested();
            Clock.Advance(TimeSpan.FromMilliseconds(1));
            await Task.WhenAny(call, Task.Delay(1, Cancellation));
        }
        return await call;
    }
}
