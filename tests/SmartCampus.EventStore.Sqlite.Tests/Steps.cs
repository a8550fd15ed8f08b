using SmartCampus.Events.Worker;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>What the tests do all the time.</summary>
internal static class Steps
{
    public static readonly StreamId Room = new("room-1");

    public static ValueTask<AppendResult> AppendAsync(this SqliteEventStore store, StreamId stream, ExpectedVersion expected, int count = 1, CommitId? id = null, long? token = null) =>
        store.AppendAsync(new AppendRequest(Part(stream, expected, count, token)) { CommitId = id ?? CommitId.New() }, TestContext.Current.CancellationToken);

    public static StreamAppend Part(StreamId stream, ExpectedVersion expected, int count = 1, long? token = null) =>
        new(stream, expected, [.. Enumerable.Range(1, count).Select(i => new EventData(new SeatTaken(stream.Value, i)))]) { FencingToken = token };

    public static async Task<List<EventEnvelope>> ReadAsync(this SqliteEventStore store, StreamId stream)
    {
        var events = new List<EventEnvelope>();
        await foreach (var each in store.ReadStreamAsync(stream, cancellationToken: TestContext.Current.CancellationToken)) events.Add(each);
        return events;
    }

    public static async Task<List<EventEnvelope>> ReadAllAsync(this SqliteEventStore store, AllReadOptions? options = null)
    {
        var events = new List<EventEnvelope>();
        await foreach (var each in EventStoreExtensions.ReadAllAsync(store, options, TestContext.Current.CancellationToken)) events.Add(each);
        return events;
    }

    public static ValueTask<StreamPage> HeadAsync(this SqliteEventStore store, StreamId stream) =>
        store.ReadStreamPageAsync(stream, new StreamReadOptions { Direction = ReadDirection.Backward, MaxCount = 1 }, TestContext.Current.CancellationToken);

    /// <summary>Proves over the whole log that positions grow, and that the versions of each stream run without a gap.</summary>
    public static async Task<Dictionary<StreamId, long>> VerifyAsync(this SqliteEventStore store)
    {
        var heads = new Dictionary<StreamId, long>();
        long position = 0;
        foreach (var each in await store.ReadAllAsync(new AllReadOptions { MaxCount = PageSize.Max }))
        {
            Assert.True(each.Position.Value > position);
            position = each.Position.Value;
            Assert.Equal(heads.GetValueOrDefault(each.Stream) + 1, each.Version.Value);
            heads[each.Stream] = each.Version.Value;
        }
        foreach (var (stream, head) in heads)
        {
            var events = await store.ReadAsync(stream);
            Assert.Equal(Enumerable.Range(1, (int)head).Select(v => (long)v), events.Select(e => e.Version.Value));
        }
        return heads;
    }
}
