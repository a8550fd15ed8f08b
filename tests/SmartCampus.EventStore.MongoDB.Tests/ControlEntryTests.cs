using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>ES7 to ES9 where control entries lie between events, so that slots and versions differ.</summary>
public sealed class ControlEntryTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(PageSize.Max)]
    public async Task Pages_are_right_however_many_truncations_lie_in_a_stream(int pageSize)
    {
        await using var campus = await Campus.StartAsync();
        var store = campus.Open();
        await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream, 20), Campus.Cancellation);
        for (var before = 2; before <= 15; before++) await store.TruncateAsync(Campus.Room, before, ExpectedVersion.Any, Campus.Cancellation);
        await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Exactly(20), 5), Campus.Cancellation);
        await store.TruncateAsync(Campus.Room, 16, ExpectedVersion.Any, Campus.Cancellation);
        await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Exactly(25), 5), Campus.Cancellation);
        var kept = Enumerable.Range(16, 15).Select(v => (long)v).ToArray();

        foreach (var from in (long?[])[null, 0, 1, 15, 16, 20, 21, 25, 26, 30, 31, 1_000])
        {
            Assert.Equal(kept.Where(v => v >= (from ?? 1)), await ReadAsync(store, from, ReadDirection.Forward, pageSize));
            Assert.Equal(kept.Where(v => v <= (from ?? 30)).Reverse(), await ReadAsync(store, from, ReadDirection.Backward, pageSize));
        }
        Assert.Equal(kept, (await Campus.ReadAllAsync(store)).Select(e => e.Version.Value));
        Audit.Verify(campus.Commits);
    }

    [Fact]
    public async Task Snapshots_find_their_event_behind_control_entries()
    {
        await using var campus = await Campus.StartAsync();
        var store = campus.Open();
        await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream, 5), Campus.Cancellation);
        await store.TruncateAsync(Campus.Room, 3, ExpectedVersion.Any, Campus.Cancellation);
        await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Exactly(5), 5), Campus.Cancellation);
        foreach (var version in (long[])[4, 8]) await store.SaveSnapshotAsync(new Snapshot(Campus.Room, version, "s", new byte[1]), Campus.Cancellation);

        Assert.Equal(8, (await store.GetLatestSnapshotAsync(Campus.Room, "s", null, Campus.Cancellation))!.Version.Value);
        Assert.Equal(4, (await store.GetLatestSnapshotAsync(Campus.Room, "s", 7, Campus.Cancellation))!.Version.Value);
    }

    [Fact]
    public async Task What_is_gone_has_lost_its_bytes_and_kept_what_retries_and_readers_need()
    {
        await using var campus = await Campus.StartAsync();
        var store = campus.Open();
        var request = Campus.Seats(Campus.Room, ExpectedVersion.NoStream, 5, bytes: 1_000);
        var first = await store.AppendAsync(request, Campus.Cancellation);
        await store.TruncateAsync(Campus.Room, 4, ExpectedVersion.Any, Campus.Cancellation);

        var entries = campus.Commits[0]["e"].AsBsonArray.Select(e => e.AsBsonDocument).ToArray();
        Assert.Equal([false, false, false, true, true], entries.Select(e => e.Contains("data")));
        Assert.Equal(first.Streams, (await campus.Open().AppendAsync(request, Campus.Cancellation)).Streams);
        Audit.Verify(campus.Commits);
    }

    private static ValueTask<List<long>> ReadAsync(MongoEventStore store, long? from, ReadDirection direction, int pageSize) =>
        store.ReadStreamAsync(Campus.Room, new StreamReadOptions { From = from is { } version ? new StreamVersion(version) : null, Direction = direction, MaxCount = pageSize }, Campus.Cancellation)
            .Select(e => e.Version.Value).ToListAsync(Campus.Cancellation);
}
