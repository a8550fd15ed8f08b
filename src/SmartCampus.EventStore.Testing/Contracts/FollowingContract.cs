using Xunit;

namespace SmartCampus.Events.Testing;

/// <summary>ES6 for readers: one that follows positions, by pages and by waiting, never skips an event and never sees one twice.</summary>
/// <typeparam name="TFactory">Makes the stores of the provider under test.</typeparam>
public abstract class FollowingContract<TFactory> : EventStoreContract<TFactory>
    where TFactory : IEventStoreFactory, new()
{
    private const int Writers = 6, CommitsPerWriter = 25;
    private static readonly EventFilter OnlyCounted = new() { EventTypes = new HashSet<string> { "counted" }, StreamPrefix = "writer-" };
    private static readonly StreamId End = new("the-end");

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(PageSize.Default)]
    public async Task A_follower_sees_every_event_once_and_in_order_while_many_write_and_some_fail(int pageSize)
    {
        var following = FollowAsync(new AllReadOptions { MaxCount = pageSize });
        await WriteAsync();
        await AppendAsync(End.Value, "end");

        Assert.Equal(Positions(await ReadAllAsync()), Positions(await following));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task A_filtering_follower_sees_every_wanted_event_once_and_in_order(int pageSize)
    {
        var following = FollowAsync(new AllReadOptions { MaxCount = pageSize, Filter = OnlyCounted });
        await WriteAsync();
        await AppendAsync(StreamAppend.To(new StreamId("writer-end"), ExpectedVersion.Any, new Counted(-1, 0)));

        var wanted = (await ReadAllAsync()).Where(e => OnlyCounted.Accepts(e.EventType, e.Stream.Value));
        Assert.Equal(Positions(wanted), Positions(await following));
    }

    [Fact]
    public async Task Waiting_returns_at_once_when_there_is_something_to_read()
    {
        await AppendAsync("a", "1");

        await Store.WaitForEventsAsync(GlobalPosition.Start, Cancellation);
    }

    [Fact]
    public async Task Waiting_ends_when_something_is_appended()
    {
        var last = (await AppendAsync("a", "1")).Position;
        var waiting = Store.WaitForEventsAsync(last, Cancellation).AsTask();

        await AppendAsync("a", "2");

        await waiting;
    }

    [Fact]
    public async Task Waiting_can_be_cancelled_before_and_while_it_lasts()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        // Waking early is allowed, so that the wait is repeated until it is cancelled.
        var waiting = Task.Run(async () =>
        {
            while (true) await Store.WaitForEventsAsync(GlobalPosition.Start, stop.Token);
        }, Cancellation);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.WaitForEventsAsync(GlobalPosition.Start, stop.Token));
    }

    private async Task<List<EventEnvelope>> FollowAsync(AllReadOptions options)
    {
        var seen = new List<EventEnvelope>();
        while (true)
        {
            var page = await Store.ReadAllPageAsync(options, Cancellation);
            seen.AddRange(page.Events);
            if (seen is [.., var last] && (last.Stream == End || last.Event is Counted { Writer: -1 })) return seen;
            Assert.True(page.Next.Value >= (options.After?.Value ?? 0));
            options = options with { After = page.Next };
            if (page.IsEnd) await Store.WaitForEventsAsync(page.Next, Cancellation);
        }
    }

    private Task WriteAsync() => Racing.Run(Writers, async writer =>
    {
        for (var number = 0; number < CommitsPerWriter; number++)
        {
            await AppendAsync(StreamAppend.To(new StreamId($"writer-{writer}"), ExpectedVersion.Any, new Counted(writer, number), new Noted("beside it")));
            if (number % 3 == 0) await FailAsync(writer);
            if (number % 5 == 0) await AppendAsync(StreamAppend.To(new StreamId("other"), ExpectedVersion.Any, new Counted(writer, number)));
        }
    });

    private async Task FailAsync(int writer)
    {
        Assert.NotNull(await Racing.Outcome(() => AppendAsync(Notes($"writer-{writer}", ExpectedVersion.NoStream, "never"))));
        Assert.NotNull(await Racing.Outcome(() => AppendAsync(StreamAppend.To(new StreamId("a"), ExpectedVersion.Any, new Unregistered()))));
        Assert.NotNull(await Racing.Outcome(() => Store.AppendAsync(new AppendRequest(Notes("a", "never")), new CancellationToken(canceled: true))));
    }

    private static IEnumerable<string> Positions(IEnumerable<EventEnvelope> events) => events.Select(e => $"{e.Position}: {e.Stream}@{e.Version}");
}
