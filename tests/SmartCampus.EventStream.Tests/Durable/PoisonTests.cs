using SmartCampus.Events;
using Xunit;

namespace SmartCampus.Streams.Tests.Durable;

public abstract class PoisonTests<TStore> : DurableTest<TStore>
    where TStore : StoreUnderTest, new()
{
    private static readonly StreamId A = new("a");

    private readonly HashSet<int> _poison = [];

    [Fact]
    public async Task A_failing_event_is_tried_with_growing_pauses_and_then_handled() // ST8
    {
        var left = 2;
        var process = NewProcess();
        process.OnHandle = (_, _) => left-- > 0 ? throw new InvalidOperationException("Not now.") : ValueTask.CompletedTask;
        process.Start();
        var last = await Store.AppendAsync("a", 1);

        var handled = process.Subscription.WaitForAsync(last, Cancellation);
        await UntilAsync(() => Store.Time.Pauses(Calm.RetryDelay) == 1);
        Store.Time.Advance(Calm.RetryDelay);
        await UntilAsync(() => Store.Time.Pauses(2 * Calm.RetryDelay) == 1);
        Store.Time.Advance(2 * Calm.RetryDelay);
        await handled;

        Assert.Equal([1], process.Numbers);
        Assert.Equal(2, process.Status.Failures);
        Assert.Empty(await ReadLettersAsync());
    }

    [Fact]
    public async Task A_poisonous_event_parks_its_stream_and_the_rest_goes_on() // ST8
    {
        var process = await ParkAsync();

        Assert.Equal([1, 10, 11, 12], process.Numbers.Order());
        var letters = await ReadLettersAsync();
        Assert.Equal([(2L, 3), (3L, 0), (6L, 0)], letters.Select(letter => (letter.Position.Value, letter.Attempts)));
        Assert.All(letters, letter => Assert.Equal((A, "noted"), (letter.Stream, letter.EventType)));
        Assert.Contains("2 is poison", letters[0].Reason, StringComparison.Ordinal);
        Assert.Equal(1, process.Status.ParkedStreams);
    }

    [Fact]
    public async Task A_stream_stays_parked_for_the_next_consumer_and_nothing_is_put_aside_twice() // ST8
    {
        var first = await ParkAsync();
        var second = NewProcess();
        second.OnHandle = Poisoned;
        first.Kill();
        Store.Time.Advance(TimeSpan.FromDays(1));
        second.Start();

        await PassTimeUntilAsync(second.Subscription.WaitForAsync(await Store.AppendAsync("a", 5), Cancellation));

        Assert.DoesNotContain(second.Numbers, number => number < 10);
        Assert.Equal([(2L, 3), (3L, 0), (6L, 0), (8L, 0)], (await ReadLettersAsync()).Select(letter => (letter.Position.Value, letter.Attempts)));
        Assert.Equal(1, second.Status.ParkedStreams);
    }

    [Fact]
    public async Task A_retry_handles_the_letters_in_order_and_ends_the_parking() // ST8
    {
        var process = await ParkAsync();
        _poison.Clear();

        // From another process as well: the wish is in the store.
        Assert.True(await Letters.RetryAsync(A, Cancellation));
        await PassTimeUntilAsync(() => new(process.Status.ParkedStreams == 0));
        await process.Subscription.WaitForAsync(await Store.AppendAsync("a", 5), Cancellation);

        Assert.Equal([1, 2, 3, 4, 5], process.Numbers.Where(number => number < 10));
        Assert.Empty(await ReadLettersAsync());
        Assert.False(await Letters.RetryAsync(A, Cancellation));
    }

    [Fact]
    public async Task A_retry_that_fails_leaves_the_stream_parked_and_counts_the_attempts() // ST8
    {
        var process = await ParkAsync();
        await Letters.RetryAsync(A, Cancellation);

        await PassTimeUntilAsync(async () => (await ReadLettersAsync())[0].Attempts == 6);
        await PassTimeUntilAsync(async () => (await Store.Letters.ReadAsync($"{Group}:retry", cancellationToken: Cancellation)).Count == 0);

        Assert.Equal([2, 3, 6], (await ReadLettersAsync()).Select(letter => letter.Position.Value));
        Assert.Equal(1, process.Status.ParkedStreams);
    }

    [Fact]
    public async Task A_wish_that_comes_while_an_earlier_one_is_being_fulfilled_is_not_lost() // ST8
    {
        var process = await ParkAsync();
        var (entered, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var failures = 0;
        process.OnHandle = async (_, _) =>
        {
            if (failures == Calm.MaxAttempts) return;
            entered.TrySetResult();
            await go.Task;
            failures++;
            throw new InvalidOperationException("Not yet.");
        };
        await Letters.RetryAsync(A, Cancellation);
        await PassTimeUntilAsync(entered.Task);

        Assert.True(await Letters.RetryAsync(A, Cancellation));
        go.SetResult();
        await PassTimeUntilAsync(() => new(process.Status.ParkedStreams == 0));

        Assert.Equal([1, 2, 3, 4], process.Numbers.Where(number => number < 10));
        Assert.Empty(await ReadLettersAsync());
        await PassTimeUntilAsync(async () => (await Store.Letters.ReadAsync($"{Group}:retry", cancellationToken: Cancellation)).Count == 0);
    }

    [Fact]
    public async Task Events_that_come_while_letters_are_retried_come_after_them() // ST8
    {
        var process = await ParkAsync();
        _poison.Clear();
        var (entered, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        process.OnHandle = async (envelope, _) =>
        {
            if (envelope.Position.Value != 3) return;
            entered.TrySetResult();
            await go.Task;
        };
        await Letters.RetryAsync(A, Cancellation);
        await PassTimeUntilAsync(entered.Task);
        var last = await Store.AppendAsync("a", 5);
        go.SetResult();

        await PassTimeUntilAsync(() => new(process.Numbers.Contains(5)));

        Assert.Equal([1, 2, 3, 4, 5], process.Numbers.Where(number => number < 10));
        await process.Subscription.WaitForAsync(last, Cancellation);
        Assert.Empty(await ReadLettersAsync());
    }

    [Fact]
    public async Task A_discarded_event_is_given_up_and_the_stream_goes_on_behind_it() // ST8
    {
        var process = await ParkAsync();

        Assert.True(await Letters.DiscardAsync(new GlobalPosition(2), Cancellation));
        await PassTimeUntilAsync(() => new(process.Status.ParkedStreams == 0));

        Assert.Equal([1, 3, 4], process.Numbers.Where(number => number < 10));
        Assert.Empty(await ReadLettersAsync());
        Assert.False(await Letters.DiscardAsync(new GlobalPosition(2), Cancellation));
    }

    [Fact]
    public async Task A_wish_outlives_the_consumer_that_was_to_fulfil_it() // ST8
    {
        var first = await ParkAsync();
        await first.StopAsync();
        _poison.Clear();
        await Letters.RetryAsync(A, Cancellation);

        var second = NewProcess().Start();
        await PassTimeUntilAsync(async () => (await ReadLettersAsync()).Count == 0);
        await second.Subscription.WaitForAsync(await Store.AppendAsync("a", 5), Cancellation);

        Assert.Equal([2, 3, 4, 5], second.Numbers);
    }

    [Fact]
    public async Task The_letter_of_an_event_that_was_deleted_needs_no_handling() // ST8
    {
        var process = await ParkAsync();
        await Store.Events.DeleteAsync(A, ExpectedVersion.Any, Cancellation);
        await Letters.RetryAsync(A, Cancellation);

        await PassTimeUntilAsync(() => new(process.Status.ParkedStreams == 0));

        Assert.Empty(await ReadLettersAsync());
        Assert.Equal([1], process.Numbers.Where(number => number < 10));
    }

    [Theory]
    [InlineData(2, "{}", nameof(UnknownEventTypeException))]
    [InlineData(1, "nonsense", nameof(EventDeserializationException))]
    public async Task An_event_that_cannot_be_read_is_put_aside_at_once(int schemaVersion, string json, string error) // ST8
    {
        var process = NewProcess().Start();
        await Store.AppendEventsAsync("a", new RawEvent("noted", schemaVersion, json), new Noted(1));
        var last = await Store.AppendAsync("b", 2);

        await process.Subscription.WaitForAsync(last, Cancellation);

        Assert.Equal([2], process.Numbers);
        var letters = await ReadLettersAsync();
        Assert.Equal([(A, 1), (A, 0)], letters.Select(letter => (letter.Stream, letter.Attempts)));
        Assert.Contains(error, letters[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_wants_everything_gets_what_nobody_knows_as_letters_and_others_pass_it_over() // ST8
    {
        var last = await Store.AppendEventsAsync("a", new RawEvent("unheard-of", 1, "{}"));
        var process = NewProcess().Start();
        await process.Subscription.WaitForAsync(last, Cancellation);
        Assert.Empty(await ReadLettersAsync());

        using var stop = new CancellationTokenSource();
        var everything = new DurableSubscription<Everything>(Store.Events, Store.Checkpoints, Store.Letters, "everything", new Everything(), Calm, Store.Time);
        var running = Task.Run(() => everything.RunAsync(stop.Token), Cancellation);
        await everything.WaitForAsync(last, Cancellation);

        Assert.Equal(1, everything.Status.ParkedStreams);
        stop.Cancel();
        await running;
    }

    [Fact]
    public async Task An_error_that_says_nothing_about_the_event_never_puts_it_aside() // ST8
    {
        var failures = 0;
        var process = NewProcess();
        process.OnHandle = (_, _) => ++failures < 50 ? throw new EventStoreUnavailableException("The disk is full.") : ValueTask.CompletedTask;
        process.Start();

        await PassTimeUntilAsync(process.Subscription.WaitForAsync(await Store.AppendAsync("a", 1), Cancellation));

        Assert.Equal([1], process.Numbers);
        Assert.Empty(await ReadLettersAsync());
    }

    private ValueTask Poisoned(EventEnvelope envelope, CancellationToken cancellationToken)
    {
        var number = ((Noted)envelope.Event).Number;
        return _poison.Contains(number) ? throw new InvalidOperationException($"{number} is poison.") : ValueTask.CompletedTask;
    }

    /// <summary>Stream a has the events 1 to 4, of which 2 is poison, and b has 10 to 12.</summary>
    private async Task<Process> ParkAsync()
    {
        _poison.Add(2);
        await Store.AppendAsync("a", 1, 2, 3);
        await Store.AppendAsync("b", 10, 11);
        var process = NewProcess();
        process.OnHandle = Poisoned;
        process.Start();
        await Store.AppendAsync("a", 4);
        await PassTimeUntilAsync(process.Subscription.WaitForAsync(await Store.AppendAsync("b", 12), Cancellation));
        return process;
    }
}

public sealed class PoisonInMemoryTests : PoisonTests<InMemoryStore>;

public sealed class PoisonSqliteTests : PoisonTests<SqliteStore>;
