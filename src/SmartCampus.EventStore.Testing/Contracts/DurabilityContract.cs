using Xunit;

namespace SmartCampus.Events.Testing;

/// <summary>ES1, the lasting half: what was acknowledged is there after the store was closed and opened again, and so is all that the other rules remember.</summary>
/// <typeparam name="TFactory">Makes the stores of the provider under test; it must be able to open the same data again.</typeparam>
public abstract class DurabilityContract<TFactory> : EventStoreContract<TFactory>
    where TFactory : IEventStoreFactory, new()
{
    private static readonly StreamId A = new("a");

    [Fact]
    public async Task Events_are_read_after_reopening_as_they_were_before()
    {
        await AppendAsync(new StreamAppend(A, ExpectedVersion.Any, [new EventData(new Noted("é")) { Metadata = new EventMetadata { Actor = "ada" } }]));
        await AppendAsync(Notes("a", "2"), Notes("b", "3"));
        var before = (await ReadAllAsync()).Select(Describe).ToArray();

        await ReopenAsync();

        Assert.Equal(before, (await ReadAllAsync()).Select(Describe));
        Assert.Equal(2, (await ReadPageAsync("a")).Head.Value);
    }

    [Fact]
    public async Task Versions_positions_and_conflicts_go_on_after_reopening()
    {
        var before = await AppendAsync("a", "1", "2");
        await ReopenAsync();

        var conflict = await Assert.ThrowsAsync<ConcurrencyException>(async () => await AppendAsync("a", ExpectedVersion.Exactly(1), "x"));
        var after = await AppendAsync("a", ExpectedVersion.Exactly(2), "3");

        Assert.Equal(2, conflict.Actual.Value);
        Assert.Equal(3, after.Streams[0].First.Value);
        Assert.True(after.Position > before.Position);
    }

    [Fact]
    public async Task A_retry_after_reopening_gives_the_first_result()
    {
        var request = new AppendRequest([Notes("a", "1", "2"), Notes("b", "3")]);
        var first = await Store.AppendAsync(request, Cancellation);
        await AppendAsync("a", "later");
        await Store.TruncateAsync(A, 3, ExpectedVersion.Any, Cancellation);
        await ReopenAsync();

        var retried = await Store.AppendAsync(request, Cancellation);

        Assert.True(retried.AlreadyCommitted);
        Assert.Equal(first.Position, retried.Position);
        Assert.Equal(first.Streams, retried.Streams);
        await Assert.ThrowsAsync<CommitIdConflictException>(async () => await Store.AppendAsync(request with { Streams = [Notes("a", "x")] }, Cancellation));
    }

    [Fact]
    public async Task Truncation_deletion_and_tombstones_last()
    {
        foreach (var stream in (string[])["a", "b", "c"]) await AppendAsync(stream, "1", "2");
        await Store.TruncateAsync(A, 2, ExpectedVersion.Any, Cancellation);
        await Store.DeleteAsync(new StreamId("b"), ExpectedVersion.Any, Cancellation);
        await Store.TombstoneAsync(new StreamId("c"), ExpectedVersion.Any, Cancellation);
        await ReopenAsync();

        Assert.Equal((StreamStatus.Active, 2L, 2L), Describe(await ReadPageAsync("a")));
        Assert.Equal((StreamStatus.Deleted, 0L, 2L), Describe(await ReadPageAsync("b")));
        Assert.Equal((StreamStatus.Tombstoned, 0L, 2L), Describe(await ReadPageAsync("c")));
        Assert.Single(await ReadAllAsync());
        await Assert.ThrowsAsync<StreamTombstonedException>(async () => await AppendAsync("c", "x"));
        Assert.Equal(3, (await AppendAsync("b", ExpectedVersion.NoStream, "3")).Streams[0].First.Value);
    }

    [Fact]
    public async Task Positions_of_deleted_events_are_not_reused_after_reopening()
    {
        var last = await AppendAsync("a", "1", "2");
        await Store.DeleteAsync(A, ExpectedVersion.Any, Cancellation);
        await ReopenAsync();

        Assert.True((await AppendAsync("b", "1")).Position > last.Position);
    }

    [Fact]
    public async Task Snapshots_and_fencing_marks_last()
    {
        await AppendAsync(Notes("a", "1", "2") with { FencingToken = 5 });
        await Store.SaveSnapshotAsync(new Snapshot(A, 2, "s", "state"u8.ToArray()), Cancellation);
        await ReopenAsync();

        var snapshot = await Store.GetLatestSnapshotAsync(A, "s", null, Cancellation);
        Assert.Equal("state"u8, snapshot!.State.Span);
        Assert.Equal(5, (await Assert.ThrowsAsync<FencedException>(async () => await AppendAsync(Notes("a", "x") with { FencingToken = 4 }))).Highest);
    }

    [Fact]
    public async Task Checkpoints_epochs_and_dead_letters_last()
    {
        var claim = (await Opened.Checkpoints.TryClaimAsync("g", "ada", TimeSpan.FromMinutes(1), Cancellation))!;
        await Opened.Checkpoints.SaveAsync(claim, new GlobalPosition(7), Cancellation);
        await Opened.DeadLetters.AddAsync(claim, new DeadLetter("g", A, new GlobalPosition(6), "noted", "why", 3, Clock.GetUtcNow()), Cancellation);
        await Opened.Checkpoints.ReleaseAsync(claim, Cancellation);
        await ReopenAsync();

        var next = await Opened.Checkpoints.TryClaimAsync("g", "bob", TimeSpan.FromMinutes(1), Cancellation);
        Assert.Equal(new GlobalPosition(7), next!.Position);
        Assert.True(next.Epoch > claim.Epoch);
        Assert.Equal("why", Assert.Single(await Opened.DeadLetters.ReadAsync("g", cancellationToken: Cancellation)).Reason);
    }

    [Fact]
    public async Task A_follower_of_a_store_that_is_closed_is_told_so_and_goes_on_after_reopening() // ES6
    {
        await AppendAsync("a", "1");
        var store = Store;
        await using var pages = store.FollowAllAsync(null, Cancellation).GetAsyncEnumerator(Cancellation);
        do Assert.True(await pages.MoveNextAsync()); while (!pages.Current.IsEnd);
        var checkpoint = pages.Current.Next;
        var next = pages.MoveNextAsync().AsTask();
        await ReopenAsync();
        await AppendAsync("a", "2");

        await Assert.ThrowsAsync<ObjectDisposedException>(() => next);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.ReadAllPageAsync(AllReadOptions.Default, Cancellation));
        await foreach (var page in Store.FollowAllAsync(new AllReadOptions { After = checkpoint }, Cancellation))
        {
            Assert.Equal(new Noted("2"), Assert.Single(page.Events).Event);
            break;
        }
    }

    private static string Describe(EventEnvelope e) =>
        $"{e.Position} {e.Stream}@{e.Version} {e.CommitId} {e.RecordedAt:O} {e.EventType} {e.SchemaVersion} {e.Event} {e.Metadata.Actor}";

    private static (StreamStatus Status, long First, long Head) Describe(StreamPage page) => (page.Status, page.First.Value, page.Head.Value);
}
