using SmartCampus.MongoWire;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>ES1, ES4 and ES5: whatever happens to either command of an append, it is stored once, whole, and its caller is told so.</summary>
public sealed class AppendFaultTests
{
    private static readonly string[] Commands = ["findAndModify", "insert"];

    /// <summary>Once is healed by the driver, which sends a write again; what happens three times reaches the store.</summary>
    public static TheoryData<string, Fault, int> Faults
    {
        get
        {
            var faults = new TheoryData<string, Fault, int>();
            foreach (var command in Commands)
                foreach (var fault in (Fault[])[Fault.DropBeforeApplying, Fault.DropAfterApplying, Fault.NotWritablePrimary, Fault.ShutdownInProgress, Fault.WriteConcernTimeout])
                    foreach (var times in (int[])[1, 3]) faults.Add(command, fault, times);
            return faults;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task An_append_is_stored_once_and_acknowledged_whatever_becomes_of_its_commands(string command, Fault fault, int times)
    {
        await using var campus = await Campus.StartAsync();
        var store = campus.Open();
        await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream), Campus.Cancellation);
        var request = new AppendRequest([Campus.Part(Campus.Room, ExpectedVersion.Exactly(1), 2), Campus.Part(new StreamId("room-2"), ExpectedVersion.NoStream)]);
        campus.Server.Faults.Next(command, null, fault, times);

        var result = await store.AppendAsync(request, Campus.Cancellation);
        var again = await store.AppendAsync(request, Campus.Cancellation);

        Assert.False(result.AlreadyCommitted);
        Assert.True(again.AlreadyCommitted);
        Assert.Equal(result.Position, again.Position);
        Assert.Equal(result.Streams, again.Streams);
        Assert.Equal([1, 1, 2, 3], (await Campus.ReadAllAsync(store)).Select(e => e.Version.Value).Order());
        Assert.Equal(3, Audit.Verify(campus.Commits)[request.CommitId.Value]);
    }

    [Theory]
    [InlineData(Fault.DropAfterApplying, true)]
    [InlineData(Fault.WriteConcernTimeout, true)]
    [InlineData(Fault.DropBeforeApplying, false)]
    public async Task An_outcome_that_cannot_be_settled_names_the_commit_and_a_retry_stores_it_once(Fault fault, bool isStored)
    {
        await using var campus = await Campus.StartAsync();
        var store = campus.OpenImpatient();
        var request = Campus.Seats(Campus.Room, ExpectedVersion.NoStream, 3);
        campus.Server.Faults.Next("insert", "commits", fault, int.MaxValue);

        var unknown = await Assert.ThrowsAsync<AppendOutcomeUnknownException>(async () => await store.AppendAsync(request, Campus.Cancellation));
        campus.Server.Faults.Clear();
        Assert.Equal(isStored, campus.Commits.Count > 0);
        var result = await store.AppendAsync(request, Campus.Cancellation);

        Assert.Equal(request.CommitId, unknown.CommitId);
        Assert.Equal(isStored, result.AlreadyCommitted);
        await Campus.ReadAllAsync(store);
        Assert.Equal(3, Audit.Verify(campus.Commits)[request.CommitId.Value]);
    }

    [Fact]
    public async Task What_was_never_sent_is_known_not_to_be_stored()
    {
        await using var campus = await Campus.StartAsync();
        var store = campus.OpenImpatient();
        campus.Server.Faults.Next("findAndModify", "counters", Fault.NotWritablePrimary, int.MaxValue);

        await Assert.ThrowsAsync<EventStoreUnavailableException>(async () => await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream), Campus.Cancellation));

        Assert.Empty(campus.Commits);
    }

    [Fact]
    public async Task A_group_that_is_cut_off_in_the_middle_is_stored_whole_in_the_end()
    {
        await using var campus = await Campus.StartAsync();
        var store = campus.Open();
        var gate = campus.Server.Faults.Hold("insert", "commits");
        var first = store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream), Campus.Cancellation).AsTask();
        await gate.Reached;
        campus.Server.Faults.Next("insert", "commits", Fault.InterruptedMidway, times: 3, skip: 1);
        var group = Enumerable.Range(0, 20).Select(i => store.AppendAsync(Campus.Seats(new StreamId($"s{i % 5}"), ExpectedVersion.Any), Campus.Cancellation).AsTask()).ToArray();
        gate.Release();

        Assert.All(await Task.WhenAll([first, .. group]), result => Assert.False(result.AlreadyCommitted));

        Assert.Equal(21, (await Campus.ReadAllAsync(store)).Count);
        Assert.Equal(21, Audit.Verify(campus.Commits).Count);
    }

    [Fact]
    public async Task One_append_that_is_refused_takes_no_other_of_its_group_with_it()
    {
        await using var campus = await Campus.StartAsync();
        var store = campus.Open();
        await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream), Campus.Cancellation);
        var gate = campus.Server.Faults.Hold("insert", "commits");
        var first = store.AppendAsync(Campus.Seats(new StreamId("first"), ExpectedVersion.NoStream), Campus.Cancellation).AsTask();
        await gate.Reached;
        var good = store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Exactly(1)), Campus.Cancellation).AsTask();
        var late = store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Exactly(1)), Campus.Cancellation).AsTask();
        var other = store.AppendAsync(Campus.Seats(new StreamId("other"), ExpectedVersion.Any), Campus.Cancellation).AsTask();
        gate.Release();

        await Task.WhenAll(first, good, other);

        Assert.Equal(2, (await Assert.ThrowsAsync<ConcurrencyException>(() => late)).Actual.Value);
        Assert.Equal(4, Audit.Verify(campus.Commits).Count);
    }

    [Fact]
    public async Task A_document_that_the_server_refuses_takes_no_other_of_its_group_with_it()
    {
        await using var campus = await Campus.StartAsync();
        var store = campus.OpenPatient();
        var gate = campus.Server.Faults.Hold("insert", "commits");
        var first = store.AppendAsync(Campus.Seats(new StreamId("first"), ExpectedVersion.NoStream), Campus.Cancellation).AsTask();
        await gate.Reached;
        campus.Server.Faults.Next("insert", "commits", Fault.StatementRefused, skip: 1);
        var refused = store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream), Campus.Cancellation).AsTask();
        var behind = store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Any), Campus.Cancellation).AsTask();
        var other = store.AppendAsync(Campus.Seats(new StreamId("other"), ExpectedVersion.NoStream), Campus.Cancellation).AsTask();
        gate.Release();

        await Task.WhenAll(first, behind, other);

        await Assert.ThrowsAsync<EventStoreUnavailableException>(() => refused);
        Assert.Equal(1, (await behind).Streams[0].Last.Value);
        Assert.Equal(3, Audit.Verify(campus.Commits).Count);
    }
}
