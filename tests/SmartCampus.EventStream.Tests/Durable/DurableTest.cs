using SmartCampus.Events;
using Xunit;

namespace SmartCampus.Streams.Tests.Durable;

/// <summary>A store with processes that follow it.</summary>
public abstract class DurableTest<TStore> : DurableTest, IAsyncLifetime
    where TStore : StoreUnderTest, new()
{
    private readonly List<Process> _processes = [];

    protected TStore Store { get; } = new();

    protected DeadLetters Letters => new(Store.Checkpoints, Store.Letters, Group, Store.Time);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes) await process.DisposeAsync();
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A process that is stopped at the end of the test.</summary>
    protected Process NewProcess(StoreUnderTest? store = null)
    {
        var process = new Process(store ?? Store);
        _processes.Add(process);
        return process;
    }

    protected async Task<List<DeadLetter>> ReadLettersAsync()
    {
        var letters = new List<DeadLetter>();
        await foreach (var letter in Letters.ListAsync(cancellationToken: Cancellation)) letters.Add(letter);
        return letters;
    }

    protected async Task<GlobalPosition> ReadCheckpointAsync() => await Store.Checkpoints.ReadAsync(Group, Cancellation);

    /// <summary>Moves the clock on until something has happened, in steps that leave others their turn.</summary>
    protected Task PassTimeUntilAsync(Task happened) => PassTimeUntilAsync(() => ValueTask.FromResult(happened.IsCompleted));

    protected async Task PassTimeUntilAsync(Func<ValueTask<bool>> happened, TimeSpan? step = null)
    {
        while (!await happened())
        {
            Cancellation.ThrowIfCancellationRequested();
            Store.Time.Advance(step ?? TimeSpan.FromMilliseconds(100));
            for (var turn = 0; turn < 20; turn++) await Task.Yield();
        }
    }

    /// <summary>Leaves others their turn until something has happened.</summary>
    protected static async Task UntilAsync(Func<ValueTask<bool>> happened)
    {
        while (!await happened())
        {
            Cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    protected static Task UntilAsync(Func<bool> happened) => UntilAsync(() => ValueTask.FromResult(happened()));
}

public abstract class DurableTest
{
    public const string Group = "scheduler";

    /// <summary>A claim that lasts while the clock is moved for other reasons.</summary>
    public static DurableSubscriptionOptions Calm => new() { ClaimDuration = TimeSpan.FromDays(1), MaxAttempts = 3 };

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
