using Xunit;

namespace SmartCampus.Events.Testing;

/// <summary>ES8: a replay up to a version never uses a newer snapshot; a missing, stale or unreadable one changes nothing but time.</summary>
/// <typeparam name="TFactory">Makes the stores of the provider under test.</typeparam>
public abstract class SnapshotsContract<TFactory> : EventStoreContract<TFactory>
    where TFactory : IEventStoreFactory, new()
{
    private static readonly StreamId A = new("a");

    [Fact]
    public async Task A_snapshot_comes_back_byte_for_byte()
    {
        await FillAsync();
        var state = Enumerable.Range(0, 256).Select(b => (byte)b).ToArray();
        await SaveAsync(2, state);
        state[0] = 99; // The store must have its own copy.

        var snapshot = await GetAsync();

        Assert.Equal((A, new StreamVersion(2), "s"), (snapshot!.Stream, snapshot.Version, snapshot.Schema));
        Assert.Equal(Enumerable.Range(0, 256).Select(b => (byte)b), snapshot.State.ToArray());
    }

    [Fact]
    public async Task An_empty_state_is_a_state()
    {
        await FillAsync();
        await SaveAsync(2, []);

        Assert.Equal(0, (await GetAsync())!.State.Length);
    }

    [Theory]
    [InlineData(null, 6L)]
    [InlineData(6L, 6L)]
    [InlineData(5L, 4L)]
    [InlineData(4L, 4L)]
    [InlineData(2L, 2L)]
    [InlineData(1L, null)]
    [InlineData(100L, 6L)]
    public async Task The_newest_that_is_not_newer_than_asked_is_found(long? upTo, long? found)
    {
        await FillAsync();
        foreach (var version in (int[])[4, 6, 2]) await SaveAsync(version, [1]);

        Assert.Equal(found, (await GetAsync(upTo))?.Version.Value);
    }

    [Fact]
    public async Task A_missing_snapshot_is_null()
    {
        Assert.Null(await GetAsync());
        await FillAsync();
        Assert.Null(await GetAsync());
    }

    [Fact]
    public async Task Schemas_do_not_see_each_other()
    {
        await FillAsync();
        await SaveAsync(6, [1], "old");
        await SaveAsync(4, [2], "new");

        Assert.Equal(6, (await GetAsync(schema: "old"))!.Version.Value);
        Assert.Equal(4, (await GetAsync(schema: "new"))!.Version.Value);
        Assert.Null(await GetAsync(schema: "NEW"));
    }

    [Fact]
    public async Task The_same_version_again_replaces_the_state()
    {
        await FillAsync();
        await SaveAsync(2, [1]);
        await SaveAsync(2, [1]);
        await SaveAsync(2, [7]);

        Assert.Equal([7], (await GetAsync())!.State.ToArray());
    }

    [Fact]
    public async Task Snapshots_that_race_are_all_saved()
    {
        await FillAsync();

        await Racing.Run(racers: 12, racer => SaveAsync(1 + (racer % 6), [1]).AsTask());

        for (var version = 1; version <= 6; version++) Assert.Equal(version, (await GetAsync(version))!.Version.Value);
    }

    [Fact]
    public async Task A_snapshot_of_events_that_are_not_stored_is_never_used()
    {
        await SaveAsync(1, [1]);
        await FillAsync();
        await SaveAsync(7, [1]);
        Assert.Null(await GetAsync());

        await AppendAsync("a", "7");
        Assert.Null(await GetAsync());
    }

    [Fact]
    public async Task Deletion_voids_the_snapshots_also_after_the_stream_came_back()
    {
        await FillAsync();
        await SaveAsync(6, [1]);
        await Store.DeleteAsync(A, ExpectedVersion.Any, Cancellation);
        Assert.Null(await GetAsync());

        await AppendAsync("a", "7");
        Assert.Null(await GetAsync());
        await SaveAsync(5, [1]);
        Assert.Null(await GetAsync());
        await SaveAsync(7, [2]);
        Assert.Equal(7, (await GetAsync())!.Version.Value);
    }

    [Fact]
    public async Task A_tombstone_voids_the_snapshots_for_ever()
    {
        await FillAsync();
        await SaveAsync(6, [1]);
        await Store.TombstoneAsync(A, ExpectedVersion.Any, Cancellation);
        await SaveAsync(6, [1]);

        Assert.Null(await GetAsync());
    }

    [Fact]
    public async Task A_snapshot_stays_usable_when_the_events_in_it_are_truncated()
    {
        await FillAsync();
        await SaveAsync(5, [1]);
        await Store.TruncateAsync(A, 6, ExpectedVersion.Any, Cancellation);

        var replay = await Store.ReplayAsync(A, "s", null, Cancellation);

        Assert.Equal(5, replay.Snapshot!.Version.Value);
        Assert.Equal(6, Assert.Single(replay.Events).Version.Value);
    }

    [Fact]
    public async Task A_snapshot_that_is_older_than_the_truncation_is_not_replayed_from()
    {
        await FillAsync();
        await SaveAsync(2, [1]);
        await Store.TruncateAsync(A, 5, ExpectedVersion.Any, Cancellation);

        var replay = await Store.ReplayAsync(A, "s", null, Cancellation);

        Assert.Null(replay.Snapshot);
        Assert.Equal([5, 6], replay.Events.Select(e => e.Version.Value));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(9)]
    public async Task A_replay_up_to_a_version_is_complete_with_and_without_snapshots(long upTo)
    {
        await FillAsync();
        await SaveAsync(2, [1]);
        await SaveAsync(5, [1]);

        var with = await Store.ReplayAsync(A, "s", upTo, Cancellation);
        var without = await Store.ReplayAsync(A, null, upTo, Cancellation);

        Assert.Null(without.Snapshot);
        Assert.Equal(Math.Min(upTo, 6), without.Events.Count);
        Assert.True(with.Snapshot is null || with.Snapshot.Version <= upTo);
        Assert.Equal(without.Events.Select(e => e.Version), Enumerable.Range(1, (int)(with.Snapshot?.Version.Value ?? 0)).Select(v => new StreamVersion(v)).Concat(with.Events.Select(e => e.Version)));
    }

    [Fact]
    public async Task What_is_no_snapshot_is_refused()
    {
        Snapshot[] malformed = [new(default, 1, "s", default), new(A, 0, "s", default), new(A, 1, "", default), new(A, 1, new string('s', 201), default)];

        foreach (var snapshot in malformed)
            await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Store.SaveSnapshotAsync(snapshot, Cancellation));
    }

    private async Task FillAsync() => await AppendAsync("a", "1", "2", "3", "4", "5", "6");

    private ValueTask SaveAsync(long version, byte[] state, string schema = "s") => Store.SaveSnapshotAsync(new Snapshot(A, version, schema, state), Cancellation);

    private ValueTask<Snapshot?> GetAsync(long? upTo = null, string schema = "s") =>
        Store.GetLatestSnapshotAsync(A, schema, upTo is { } version ? new StreamVersion(version) : null, Cancellation);
}
