using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>ES4 and ES5: a request that a network has kept arrives long after its writer has sent another, and changes nothing.</summary>
public sealed class LateRequestTests
{
    [Fact]
    public async Task An_insert_that_arrives_after_its_repetition_was_stored_changes_nothing()
    {
        await using var campus = await Campus.StartAsync();
        var store = campus.Open();
        var late = campus.Server.Faults.Hold("insert", "commits");
        var request = Campus.Seats(Campus.Room, ExpectedVersion.NoStream, 2);
        var appending = store.AppendAsync(request, Campus.Cancellation).AsTask();
        await late.Reached;
        campus.Server.DropConnections();
        var result = await appending;

        late.Release();
        await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Exactly(2)), Campus.Cancellation);

        Assert.True((await store.AppendAsync(request, Campus.Cancellation)).AlreadyCommitted);
        Assert.False(result.AlreadyCommitted);
        Assert.Equal(3, (await Campus.ReadAllAsync(store)).Count);
        Audit.Verify(campus.Commits);
    }

    [Fact]
    public async Task An_insert_that_arrives_after_its_commit_was_stored_elsewhere_changes_nothing()
    {
        await using var campus = await Campus.StartAsync();
        var (store, other) = (campus.Open(), campus.Open());
        var late = campus.Server.Faults.Hold("insert", "commits");
        var request = Campus.Seats(Campus.Room, ExpectedVersion.Any, 2);
        var appending = store.AppendAsync(request, Campus.Cancellation).AsTask();
        await late.Reached;
        var repeated = campus.Server.Faults.Hold("insert", "commits");
        campus.Server.DropConnections();
        await repeated.Reached;
        // Meanwhile another writer takes the slots, and a reader the positions.
        var overtaking = other.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream), Campus.Cancellation).AsTask();
        await overtaking;
        await Campus.ReadAllAsync(other);
        repeated.Release();
        var result = await appending;

        late.Release();
        await other.AppendAsync(Campus.Seats(new StreamId("end"), ExpectedVersion.Any), Campus.Cancellation);

        Assert.Equal((2, 3), (result.Streams[0].First.Value, result.Streams[0].Last.Value));
        Assert.True(result.Position > (await overtaking).Position);
        Assert.Equal(4, (await Campus.ReadAllAsync(store)).Count);
        Assert.Equal(2, Audit.Verify(campus.Commits)[request.CommitId.Value]);
    }

    [Fact]
    public async Task An_append_whose_insert_arrives_after_it_was_refused_is_not_stored()
    {
        await using var campus = await Campus.StartAsync();
        var (store, other) = (campus.Open(), campus.Open());
        var late = campus.Server.Faults.Hold("insert", "commits");
        var request = Campus.Seats(Campus.Room, ExpectedVersion.NoStream, 2);
        var appending = store.AppendAsync(request, Campus.Cancellation).AsTask();
        await late.Reached;
        var repeated = campus.Server.Faults.Hold("insert", "commits");
        campus.Server.DropConnections();
        await repeated.Reached;
        await other.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream), Campus.Cancellation);
        repeated.Release();
        await Assert.ThrowsAsync<ConcurrencyException>(() => appending);

        late.Release();
        await other.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Exactly(1)), Campus.Cancellation);

        await Campus.ReadAllAsync(store);
        Assert.DoesNotContain(request.CommitId.Value, Audit.Verify(campus.Commits));
    }

    [Fact]
    public async Task A_late_retry_finds_its_own_result_before_any_conflict()
    {
        await using var campus = await Campus.StartAsync();
        var (store, other) = (campus.Open(), campus.Open());
        var request = Campus.Seats(Campus.Room, ExpectedVersion.NoStream, 2);
        var first = await store.AppendAsync(request, Campus.Cancellation);
        await store.TombstoneAsync(Campus.Room, ExpectedVersion.Any, Campus.Cancellation);

        var again = await other.AppendAsync(request, Campus.Cancellation);

        Assert.True(again.AlreadyCommitted);
        Assert.Equal(first.Streams, again.Streams);
    }
}
