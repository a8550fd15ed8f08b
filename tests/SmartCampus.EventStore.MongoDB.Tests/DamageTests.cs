using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>ES13: a damaged document is reported to whoever needs it, and to nobody else; it is believed in nothing.</summary>
public sealed class DamageTests
{
    private static readonly StreamId Other = new("room-2");

    [Theory]
    [InlineData(3L + (1L << 40))]
    [InlineData(long.MaxValue - 1)]
    public async Task A_position_is_not_believed_before_its_checksum(long position)
    {
        await using var campus = await Campus.StartAsync();
        var writer = campus.Open();
        for (var number = 0; number < 3; number++) await writer.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Exactly(number)), Campus.Cancellation);
        campus.Update("commits", campus.Commits.Single(c => c["p"] == 3L)["_id"], commit => commit["p"] = position);
        var reader = campus.Open();

        foreach (var direction in Enum.GetValues<ReadDirection>())
            await Assert.ThrowsAsync<CorruptEventException>(() => Campus.ReadAllAsync(reader, new AllReadOptions { Direction = direction }));

        Assert.Equal(3, campus.Commits.Count); // No fillers up to it.
        Assert.Equal(4, (await reader.AppendAsync(Campus.Seats(Other, ExpectedVersion.NoStream), Campus.Cancellation)).Position.Value);
    }

    [Fact]
    public async Task The_event_of_a_snapshot_is_not_believed_before_its_checksum()
    {
        await using var campus = await Campus.StartAsync();
        var store = campus.Open();
        var request = new AppendRequest([Campus.Part(Other, ExpectedVersion.NoStream), Campus.Part(Campus.Room, ExpectedVersion.NoStream)]);
        await store.AppendAsync(request, Campus.Cancellation);
        await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Exactly(1)), Campus.Cancellation);
        campus.Update("commits", campus.Commits.Single(c => c["p"] == 2L)["_id"], commit => commit["e"][1]["sv"] = 99);

        await Assert.ThrowsAsync<CorruptEventException>(async () => await store.SaveSnapshotAsync(new Snapshot(Campus.Room, 1, "s", new byte[1]), Campus.Cancellation));
    }

    [Theory]
    [InlineData(1L << 60)]
    [InlineData(long.MaxValue)]
    public async Task A_counter_that_cannot_be_right_is_refused_in_a_sentence(long counter)
    {
        await using var campus = await Campus.StartAsync();
        var store = campus.Open();
        campus.Update("counters", "p", document => document["n"] = counter);

        var refused = await Assert.ThrowsAsync<EventStoreFormatException>(async () => await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream), Campus.Cancellation));

        Assert.Contains("docs/mongodb.md", refused.Message, StringComparison.Ordinal);
        Assert.Equal(counter, campus.Documents("counters").Single(d => d["_id"] == "p")["n"].AsInt64);
    }

    [Fact]
    public async Task A_damaged_commit_fails_its_own_retry_and_no_other_append_of_the_group()
    {
        await using var campus = await Campus.StartAsync();
        var request = Campus.Seats(Campus.Room, ExpectedVersion.NoStream);
        await campus.OpenPatient().AppendAsync(request, Campus.Cancellation);
        campus.Update("commits", campus.Commits.Single()["_id"], commit => commit["n"] = 7);
        var store = campus.OpenPatient();
        var gate = campus.Server.Faults.Hold("insert", "commits");
        var first = store.AppendAsync(Campus.Seats(new StreamId("first"), ExpectedVersion.NoStream), Campus.Cancellation).AsTask();
        await gate.Reached;
        var damaged = store.AppendAsync(request, Campus.Cancellation).AsTask();
        var innocent = store.AppendAsync(Campus.Seats(Other, ExpectedVersion.NoStream), Campus.Cancellation).AsTask();
        gate.Release();

        await Task.WhenAll(first, innocent);
        await Assert.ThrowsAsync<CorruptEventException>(() => damaged);
    }
}
