using SmartCampus.Events;
using Xunit;

namespace SmartCampus.Streams.Tests.Durable;

public abstract class DurableSubscriptionTests<TStore> : IAsyncLifetime
    where TStore : StoreUnderTest, new()
{
    protected const string Group = "scheduler";

    protected TStore Store { get; } = new();

    protected Recorder Recorder { get; } = new();

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task What_was_stored_and_what_comes_live_is_handled_in_the_order_of_each_stream(int concurrency) // ST8
    {
        for (var i = 0; i < 1_000; i++) await Store.AppendAsync($"s-{i % 7}", i);
        await using var running = Run(new() { Concurrency = concurrency, PageSize = 64 });
        GlobalPosition last = default;
        for (var i = 1_000; i < 1_200; i++) last = await Store.AppendAsync($"s-{i % 7}", i);

        await running.Subscription.WaitForAsync(last, Cancellation);

        Assert.Equal(1_200, Recorder.Handled.Count);
        foreach (var stream in Recorder.Handled.GroupBy(envelope => envelope.Stream))
            Assert.Equal(Enumerable.Range(1, stream.Count()).Select(i => (long)i), stream.Select(envelope => envelope.Version.Value));
    }

    [Fact]
    public async Task It_goes_on_where_it_was_stopped() // ST8
    {
        await Store.AppendAsync("a", 1, 2);
        await using (var first = Run()) await first.Subscription.WaitForAsync(await Store.AppendAsync("a", 3), Cancellation);
        var last = await Store.AppendAsync("a", 4);

        await using var second = Run();
        await second.Subscription.WaitForAsync(last, Cancellation);

        Assert.Equal([1, 2, 3, 4], Recorder.Numbers);
        Assert.Equal(2, second.Subscription.Status.Epoch);
    }

    protected RunningSubscription Run(DurableSubscriptionOptions? options = null, Recorder? subscriber = null) =>
        new(new DurableSubscription<Recorder>(Store.Events, Store.Checkpoints, Store.Letters, Group, subscriber ?? Recorder, options, Store.Time));
}

public sealed class DurableSubscriptionInMemoryTests : DurableSubscriptionTests<InMemoryStore>;

public sealed class DurableSubscriptionSqliteTests : DurableSubscriptionTests<SqliteStore>;
