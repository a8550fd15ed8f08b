using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using SmartCampus.Events;
using SmartCampus.Events.Testing;

namespace SmartCampus.Streams.Tests.Durable;

/// <summary>What one process sees of a store, with its subscriber. Every call passes <see cref="Before"/>, which may delay it or let it fail.</summary>
public sealed class Process(StoreUnderTest store) : DelegatingEventStore(store.Events), ICheckpointStore, IDeadLetterStore, IDurableSubscriber, IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _deadline = new();
    private DurableSubscription? _subscription;
    private Task _running = Task.CompletedTask;

    public static IReadOnlyCollection<Type> EventTypes { get; } = [typeof(ITestEvent)];

    /// <summary>Called before each call of the store with its name.</summary>
    public Func<string, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called before a checkpoint is saved.</summary>
    public Func<GlobalPosition, Task> BeforeSave { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called before a page is read.</summary>
    public Func<CancellationToken, Task> BeforeRead { get; set; } = _ => Task.CompletedTask;

    /// <summary>Handles events before they are noted.</summary>
    public Func<EventEnvelope, CancellationToken, ValueTask> OnHandle { get; set; } = (_, _) => ValueTask.CompletedTask;

    /// <summary>What was handled, in order.</summary>
    public ConcurrentQueue<EventEnvelope> Handled { get; } = new();

    public IEnumerable<int> Numbers => Handled.Select(envelope => ((Noted)envelope.Event).Number);

    public DurableSubscription Subscription => _subscription ?? throw new InvalidOperationException("The process was not started.");

    public DurableSubscriptionStatus Status => Subscription.Status;

    public Process Start(DurableSubscriptionOptions? options = null)
    {
        _subscription = new DurableSubscription<Process>(this, this, this, DurableTest.Group, this, options ?? DurableTest.Calm, store.Time);
        _running = Task.Run(() => _subscription.RunAsync(_stop.Token, _deadline.Token), CancellationToken.None);
        return this;
    }

    /// <summary>Stops in good order.</summary>
    public Task StopAsync()
    {
        _stop.Cancel();
        return _running;
    }

    /// <summary>Lets the patience of the host end.</summary>
    public void EndPatience() => _deadline.Cancel();

    /// <summary>Nothing that the process does from now on has an effect, not even giving back its claim.</summary>
    public void Kill()
    {
        Before = _ => throw new InvalidOperationException("The process was killed.");
        OnHandle = (_, _) => throw new InvalidOperationException("The process was killed.");
        _deadline.Cancel();
    }

    public async ValueTask DisposeAsync()
    {
        EndPatience();
        await StopAsync();
        _stop.Dispose();
        _deadline.Dispose();
    }

    public async ValueTask HandleAsync(EventEnvelope envelope, CancellationToken cancellationToken)
    {
        await OnHandle(envelope, cancellationToken);
        Handled.Enqueue(envelope);
    }

    public override async ValueTask<AllPage> ReadAllPageAsync(AllReadOptions options, CancellationToken cancellationToken = default) =>
        await CallAsync(async () =>
        {
            await BeforeRead(cancellationToken);
            return await Inner.ReadAllPageAsync(options, cancellationToken);
        }, nameof(ReadAllPageAsync));

    public ValueTask<CheckpointClaim?> TryClaimAsync(string group, string owner, TimeSpan duration, CancellationToken cancellationToken = default) =>
        CallAsync(() => store.Checkpoints.TryClaimAsync(group, owner, duration, cancellationToken));

    public ValueTask RenewAsync(CheckpointClaim claim, TimeSpan duration, CancellationToken cancellationToken = default) =>
        CallAsync(() => store.Checkpoints.RenewAsync(claim, duration, cancellationToken));

    public ValueTask ReleaseAsync(CheckpointClaim claim, CancellationToken cancellationToken = default) =>
        CallAsync(() => store.Checkpoints.ReleaseAsync(claim, cancellationToken));

    public ValueTask SaveAsync(CheckpointClaim claim, GlobalPosition position, CancellationToken cancellationToken = default) =>
        CallAsync(async () =>
        {
            await BeforeSave(position);
            await store.Checkpoints.SaveAsync(claim, position, cancellationToken);
        });

    public ValueTask<GlobalPosition> ReadAsync(string group, CancellationToken cancellationToken = default) =>
        CallAsync(() => store.Checkpoints.ReadAsync(group, cancellationToken), "ReadCheckpointAsync");

    public ValueTask AddAsync(CheckpointClaim claim, DeadLetter letter, CancellationToken cancellationToken = default) =>
        CallAsync(() => store.Letters.AddAsync(claim, letter, cancellationToken));

    public ValueTask<IReadOnlyList<DeadLetter>> ReadAsync(
        string group, StreamId? stream = null, GlobalPosition after = default, int maxCount = PageSize.Default, CancellationToken cancellationToken = default) =>
        CallAsync(() => store.Letters.ReadAsync(group, stream, after, maxCount, cancellationToken), "ReadLettersAsync");

    public ValueTask<bool> RemoveAsync(string group, GlobalPosition position, CancellationToken cancellationToken = default) =>
        CallAsync(() => store.Letters.RemoveAsync(group, position, cancellationToken));

    private async ValueTask<T> CallAsync<T>(Func<ValueTask<T>> call, [CallerMemberName] string name = "")
    {
        await Before(name);
        return await call();
    }

    private async ValueTask CallAsync(Func<ValueTask> call, [CallerMemberName] string name = "")
    {
        await Before(name);
        await call();
    }
}
