using SmartCampus.Events.Worker;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>A small file with something of every kind in it.</summary>
internal static class CampusFile
{
    /// <summary>The last position.</summary>
    public const int Entries = 24;

    /// <remarks>
    /// 1-3: three events of room-1 in one commit · 4-5: two of "deleted" · 6-8: three of "truncated" · 9: the truncation before version 3 ·
    /// 10: the deletion · 11-12: an event of "deleted" again and one of room-2 in one commit · 13: "tombstoned" · 14: its tombstone ·
    /// 15: a large event · 16-20: five of room-3 · 21-22: room-1 again · 23-24: two events of room-4 in one commit.
    /// </remarks>
    public static async Task<SqliteEventStore> WriteAsync(StoreFile file, int indexBatchSize)
    {
        var store = file.Open(indexBatchSize);
        StreamId deleted = new("deleted"), truncated = new("truncated"), tombstoned = new("tombstoned");
        await store.AppendAsync(Steps.Room, ExpectedVersion.NoStream, count: 3);
        await store.AppendAsync(deleted, ExpectedVersion.NoStream, count: 2, token: 7);
        await store.AppendAsync(truncated, ExpectedVersion.NoStream, count: 3);
        await store.TruncateAsync(truncated, 3, ExpectedVersion.Any, Cancellation);
        await store.DeleteAsync(deleted, ExpectedVersion.Any, Cancellation);
        await store.AppendAsync(new AppendRequest([Steps.Part(deleted, ExpectedVersion.Any), Steps.Part(new StreamId("room-2"), ExpectedVersion.NoStream)]), Cancellation);
        await store.AppendAsync(tombstoned, ExpectedVersion.NoStream);
        await store.TombstoneAsync(tombstoned, ExpectedVersion.Any, Cancellation);
        await store.AppendAsync(StreamAppend.To(new StreamId("large"), ExpectedVersion.NoStream, new SeatTaken(new string('x', 20_000), 1)), Cancellation);
        for (var i = 0; i < 5; i++) await store.AppendAsync(new StreamId("room-3"), ExpectedVersion.Exactly(i), token: i + 1);
        for (var i = 3; i < 5; i++) await store.AppendAsync(Steps.Room, ExpectedVersion.Exactly(i));
        await store.SaveSnapshotAsync(new Snapshot(Steps.Room, 2, "v1", new byte[] { 7 }), Cancellation);
        var claim = (await store.TryClaimAsync("timetables", "scheduler", TimeSpan.FromMinutes(1), Cancellation))!;
        await store.SaveAsync(claim, new GlobalPosition(3), Cancellation);
        await store.AddAsync(claim, new DeadLetter("timetables", Steps.Room, new GlobalPosition(2), "seat-taken", "no such seat", 3, DateTimeOffset.UnixEpoch), Cancellation);
        await store.AppendAsync(new StreamId("room-4"), ExpectedVersion.NoStream, count: 2);
        return store;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
