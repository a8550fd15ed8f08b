using SmartCampus.Events;
using Xunit;

namespace SmartCampus.Streams.Tests.Durable;

/// <summary>A consumer that is to end while it works on many letters of one stream.</summary>
public sealed class LetterStopTests : DurableTest<InMemoryStore>
{
    private static readonly StreamId A = new("a");
    private readonly TaskCompletionSource _entered = new();
    private readonly TaskCompletionSource _go = new();

    [Fact]
    public async Task A_consumer_that_is_stopped_begins_no_further_letter() // ST7, ST8
    {
        var process = await HandleFirstLetterAsync();

        var stopping = process.StopAsync();
        _go.SetResult();
        await stopping;

        Assert.Equal([1], process.Numbers);
        Assert.Equal(99, (await ReadLettersAsync()).Count);
    }

    [Fact]
    public async Task A_consumer_whose_patience_is_over_begins_no_further_letter() // ST7, ST8
    {
        var process = await HandleFirstLetterAsync();

        process.EndPatience();
        _go.SetResult();
        await process.StopAsync();

        Assert.Equal([1], process.Numbers);
        Assert.InRange((await ReadLettersAsync()).Count, 99, 100);
    }

    [Fact]
    public async Task A_consumer_that_has_lost_its_claim_begins_no_further_letter() // ST8
    {
        var process = await HandleFirstLetterAsync();
        process.Before = name => name is "RenewAsync" or "TryClaimAsync" ? throw new EventStoreUnavailableException("cut off") : Task.CompletedTask;
        Store.Time.Advance(TimeSpan.FromDays(2));
        Assert.NotNull(await Store.Checkpoints.TryClaimAsync(Group, "other", TimeSpan.FromDays(1), Cancellation));

        _go.SetResult();
        await PassTimeUntilAsync(() => new(process.Status.State == DurableSubscriptionState.Failed));

        Assert.Equal([1], process.Numbers);
        Assert.Equal(100, (await ReadLettersAsync()).Count);
    }

    [Fact]
    public async Task A_store_that_hangs_at_a_letter_does_not_hang_the_stop() // ST7, ST8
    {
        var process = await HandleFirstLetterAsync();
        var hangs = new TaskCompletionSource();
        process.BeforeRead = async cancellationToken =>
        {
            hangs.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        };
        _go.SetResult();
        await hangs.Task.WaitAsync(Cancellation);

        await process.StopAsync().WaitAsync(Cancellation);

        Assert.Equal([1], process.Numbers);
    }

    /// <summary>Parks a stream with 100 letters, mends the cause, and waits until a retry has begun with the first.</summary>
    private async Task<Process> HandleFirstLetterAsync()
    {
        var process = NewProcess();
        process.OnHandle = (_, _) => throw new InvalidOperationException("Not yet.");
        process.Start();
        var last = await Store.AppendAsync("a", [.. Enumerable.Range(1, 100)]);
        await PassTimeUntilAsync(process.Subscription.WaitForAsync(last, Cancellation));
        process.OnHandle = async (_, _) =>
        {
            _entered.TrySetResult();
            await _go.Task;
        };
        await Letters.RetryAsync(A, Cancellation);
        await PassTimeUntilAsync(_entered.Task);
        return process;
    }
}
