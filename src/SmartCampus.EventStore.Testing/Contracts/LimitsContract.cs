using Xunit;

namespace SmartCampus.Events.Testing;

/// <summary>ES11: what is too large is refused before anything is written, and the error says the limit; exactly at the limit it passes.</summary>
/// <typeparam name="TFactory">Makes the stores of the provider under test.</typeparam>
public abstract class LimitsContract<TFactory> : EventStoreContract<TFactory>
    where TFactory : IEventStoreFactory, new()
{
    private const int EventBytes = 200, AppendEvents = 5, AppendBytes = 500;

    /// <summary>Makes the contract; its store has small limits.</summary>
    protected LimitsContract() =>
        Settings = Settings with { Limits = new EventStoreLimits { MaxEventBytes = EventBytes, MaxAppendEvents = AppendEvents, MaxAppendBytes = AppendBytes } };

    [Fact]
    public void The_store_says_its_limits() => Assert.Equal(Settings.Limits, Store.Limits);

    [Fact]
    public async Task An_event_at_the_limit_passes_and_one_byte_more_is_refused()
    {
        await AppendAsync("a", OfSize(EventBytes));

        await AssertRefusedAsync(EventStoreLimit.EventBytes, EventBytes, EventBytes + 1, Notes("b", "small"), Notes("a", OfSize(EventBytes + 1)));
    }

    [Fact]
    public async Task Metadata_counts_as_a_part_of_its_event()
    {
        var data = new EventData(new Noted(OfSize(100))) { Metadata = new EventMetadata { Actor = "x" } };
        var size = Size(data);

        await AppendAsync(new StreamAppend(new StreamId("a"), ExpectedVersion.Any, [Padded(data, EventBytes - size)]));
        await AssertRefusedAsync(EventStoreLimit.EventBytes, EventBytes, EventBytes + 1, new StreamAppend(new StreamId("a"), ExpectedVersion.Any, [Padded(data, EventBytes - size + 1)]));
    }

    [Fact]
    public async Task Events_are_counted_over_all_streams()
    {
        await AppendAsync(Notes("a", "1", "2", "3"), Notes("b", "1", "2"));

        await AssertRefusedAsync(EventStoreLimit.AppendEvents, AppendEvents, AppendEvents + 1, Notes("a", "1", "2", "3"), Notes("b", "1", "2", "3"));
    }

    [Fact]
    public async Task Bytes_are_counted_over_all_streams()
    {
        await AppendAsync(Notes("a", OfSize(200), OfSize(200)), Notes("b", OfSize(100)));

        await AssertRefusedAsync(EventStoreLimit.AppendBytes, AppendBytes, AppendBytes + 1, Notes("a", OfSize(200), OfSize(200)), Notes("b", OfSize(101)));
    }

    [Fact]
    public async Task A_snapshot_is_as_large_as_an_append_at_most()
    {
        await AppendAsync("a", "1");
        await Store.SaveSnapshotAsync(new Snapshot(new StreamId("a"), 1, "s", new byte[AppendBytes]), Cancellation);

        var refused = await Assert.ThrowsAsync<LimitExceededException>(async () =>
            await Store.SaveSnapshotAsync(new Snapshot(new StreamId("a"), 1, "s", new byte[AppendBytes + 1]), Cancellation));

        Assert.Equal((EventStoreLimit.SnapshotBytes, (long)AppendBytes, AppendBytes + 1L), (refused.Limit, refused.Maximum, refused.Actual));
        Assert.Equal(AppendBytes, (await Store.GetLatestSnapshotAsync(new StreamId("a"), "s", null, Cancellation))!.State.Length);
    }

    [Fact]
    public async Task The_longest_name_and_every_character_of_the_alphabet_make_a_stream_and_case_counts()
    {
        string[] streams = [new string('x', StreamId.MaxLength), "azAZ09._:-", "AZaz09._:-", ".", "-", ":", "_"];
        foreach (var stream in streams) await AppendAsync(stream, stream[..1]);

        foreach (var stream in streams) await AssertNotesAsync(stream, stream[..1]);
        Assert.Equal(streams, (await ReadAllAsync()).Select(e => e.Stream.Value));
    }

    [Fact]
    public async Task A_malformed_request_is_refused_and_writes_nothing()
    {
        AppendRequest[] malformed =
        [
            new([]),
            new([Notes("a", "1"), Notes("b", "1"), Notes("a", "2")]),
            new([Notes("a", "1"), Notes("b")]),
            new([Notes("a", "1"), new StreamAppend(default, ExpectedVersion.Any, [new EventData(new Noted("1"))])]),
            new([Notes("a", "1"), Notes("b", "1") with { FencingToken = 0 }]),
            new([Notes("a", "1"), Notes("b", "1") with { FencingToken = -1 }]),
            new(Notes("a", "1")) { CommitId = default },
        ];

        foreach (var request in malformed)
            await Assert.ThrowsAsync<ArgumentException>(async () => await Store.AppendAsync(request, Cancellation));
        await AssertEmptyAsync();
    }

    [Fact]
    public async Task A_stream_without_a_name_is_refused_by_every_call()
    {
        Func<Task>[] calls =
        [
            async () => await Store.ReadStreamPageAsync(default, StreamReadOptions.Default, Cancellation),
            async () => await Store.TruncateAsync(default, 1, ExpectedVersion.Any, Cancellation),
            async () => await Store.DeleteAsync(default, ExpectedVersion.Any, Cancellation),
            async () => await Store.TombstoneAsync(default, ExpectedVersion.Any, Cancellation),
            async () => await Store.SaveSnapshotAsync(new Snapshot(default, 1, "s", default), Cancellation),
            async () => await Store.GetLatestSnapshotAsync(default, "s", null, Cancellation),
        ];

        foreach (var call in calls) await Assert.ThrowsAsync<ArgumentException>(call);
        await AssertEmptyAsync();
    }

    private async Task AssertRefusedAsync(EventStoreLimit limit, long maximum, long actual, params StreamAppend[] streams)
    {
        var before = (await ReadAllAsync()).Count;
        var refused = await Assert.ThrowsAsync<LimitExceededException>(async () => await AppendAsync(streams));

        Assert.Equal((limit, maximum, actual), (refused.Limit, refused.Maximum, refused.Actual));
        Assert.Equal(before, (await ReadAllAsync()).Count);
    }

    private string OfSize(int bytes) => new('x', bytes - Size(new EventData(new Noted(""))));

    private int Size(EventData data)
    {
        var serialized = Store.Serializer.Serialize(data);
        return serialized.Data.Length + serialized.Metadata.Length;
    }

    private static EventData Padded(EventData data, int bytes) => data with { Metadata = data.Metadata with { Actor = "x" + new string('x', bytes) } };
}
