using System.Diagnostics;
using MongoDB.Bson;
using MongoDB.Driver;
using SmartCampus.MongoWire;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>ES6: a position that is missing below one that can be seen is waited for, and then proven dead; nothing is skipped, and nothing comes late below a reader.</summary>
public sealed class GapTests
{
    private static readonly StreamId Other = new("room-2");

    [Fact]
    public async Task A_slow_commit_that_readers_have_overtaken_is_dead_and_its_writer_takes_new_positions()
    {
        await using var campus = await Campus.StartAsync();
        var (slow, fast) = (campus.Open(), campus.Open());
        var gate = campus.Server.Faults.Hold("insert", "commits");
        var request = new AppendRequest([Campus.Part(Campus.Room, ExpectedVersion.NoStream, 3), Campus.Part(new StreamId("room-3"), ExpectedVersion.Any, 2)]);
        var late = slow.AppendAsync(request, Campus.Cancellation).AsTask();
        await gate.Reached;
        var overtaking = await fast.AppendAsync(Campus.Seats(Other, ExpectedVersion.NoStream), Campus.Cancellation);

        var seen = await Campus.ReadAllAsync(fast); // Waits for the gap, and proves it dead.
        gate.Release();
        var result = await late;

        Assert.Equal(overtaking.Position, Assert.Single(seen).Position);
        Assert.True(result.Position > overtaking.Position);
        Assert.False(result.AlreadyCommitted);
        var rest = await Campus.ReadAllAsync(fast, new AllReadOptions { After = overtaking.Position });
        Assert.Equal([1, 2, 3, 1, 2], rest.Select(e => e.Version.Value));
        Audit.Verify(campus.Commits);
    }

    [Fact]
    public async Task Fillers_go_from_the_top_down_so_that_no_commit_ever_reaches_over_one()
    {
        await using var campus = await Campus.StartAsync();
        var (slow, fast) = (campus.Open(), campus.Open());
        // Two commits of three and two entries in one command, of which the first is stored when the gap is filled.
        var first = campus.Server.Faults.Hold("insert", "commits");
        var before = slow.AppendAsync(Campus.Seats(new StreamId("before"), ExpectedVersion.NoStream), Campus.Cancellation).AsTask();
        await first.Reached;
        var held = campus.Server.Faults.Hold("insert", "commits");
        var group = new[] { slow.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream, 3), Campus.Cancellation).AsTask(), slow.AppendAsync(Campus.Seats(Other, ExpectedVersion.NoStream, 2), Campus.Cancellation).AsTask() };
        first.Release();
        await before;
        await held.Reached;
        await fast.AppendAsync(Campus.Seats(new StreamId("over"), ExpectedVersion.NoStream), Campus.Cancellation);
        var filling = campus.Server.Faults.Hold("insert", "commits");
        var reading = Campus.ReadAllAsync(fast);
        await filling.Reached;
        held.Release(); // Both commits are stored now, before the filler of the higher one.
        await Task.WhenAll(group);
        filling.Release();

        Assert.Equal(7, (await reading).Count);
        Assert.Equal(0, Audit.Fillers(campus.Commits));
        Audit.Verify(campus.Commits);
    }

    [Fact]
    public async Task A_process_that_dies_between_position_and_insert_holds_up_nobody_for_long()
    {
        await using var campus = await Campus.StartAsync();
        var (dead, alive) = (campus.Open(), campus.Open());
        var gate = campus.Server.Faults.Hold("insert", "commits");
        var abandoned = dead.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream, 5), Campus.Cancellation).AsTask();
        await gate.Reached;
        var follower = alive.FollowAllAsync(null, Campus.Cancellation).GetAsyncEnumerator(Campus.Cancellation);
        for (var number = 0; number < 3; number++) await alive.AppendAsync(Campus.Seats(Other, ExpectedVersion.Exactly(number)), Campus.Cancellation);

        var seen = new List<EventEnvelope>();
        while (seen.Count < 3 && await follower.MoveNextAsync()) seen.AddRange(follower.Current.Events);

        Assert.Equal([1, 2, 3], seen.Select(e => e.Version.Value));
        Assert.Equal(5, Audit.Fillers(campus.Commits));
        gate.Release(); // The request of the dead arrives after all.
        await abandoned;
        Audit.Verify(campus.Commits);
    }

    [Fact]
    public async Task A_reader_waits_for_a_writer_that_is_not_late()
    {
        await using var campus = await Campus.StartAsync();
        var (slow, fast) = (campus.OpenPatient(), campus.OpenPatient());
        var gate = campus.Server.Faults.Hold("insert", "commits");
        var late = slow.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream, 2), Campus.Cancellation).AsTask();
        await gate.Reached;
        await fast.AppendAsync(Campus.Seats(Other, ExpectedVersion.NoStream), Campus.Cancellation);
        var reading = Campus.ReadAllAsync(fast);
        while (campus.Server.Log.Count(c => c.Name == "find") < 20) await Task.Yield(); // It looks again and again.

        Assert.False(reading.IsCompleted);
        gate.Release();

        Assert.Equal([Campus.Room, Campus.Room, Other], (await reading).Select(e => e.Stream));
        await late;
        Assert.Equal(0, Audit.Fillers(campus.Commits));
    }

    [Fact]
    public async Task A_writer_that_was_held_up_after_reserving_leaves_its_positions_to_nobody_and_reserves_anew()
    {
        await using var campus = await Campus.StartAsync();
        await campus.Open().AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream), Campus.Cancellation);
        var wait = TimeSpan.FromMilliseconds(20);
        var slow = campus.Open(o => o with { GapWait = wait });
        campus.Server.Log.Clear();
        var gate = campus.Server.Faults.Hold("find", "commits"); // The head, which is read beside the reservation.
        var appending = slow.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Exactly(1), 2), Campus.Cancellation).AsTask();
        await gate.Reached;
        while (!campus.Server.Log.Any(c => c is { Name: "findAndModify", BytesOut: > 0 })) await Task.Yield();
        var reserved = Stopwatch.StartNew();
        while (reserved.Elapsed < 2 * wait) await Task.Yield(); // Longer is as good: it is too late by then.
        gate.Release();

        Assert.Equal(5, (await appending).Position.Value);
        Assert.Equal(2, Audit.Fillers(campus.Commits));
        Assert.Equal(2, campus.Server.Log.Count(c => c.Name == "findAndModify"));
        Audit.Verify(campus.Commits);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_retry_of_what_is_stored_leaves_no_gap_behind(bool isNew, bool hasStartedAgain)
    {
        await using var campus = await Campus.StartAsync();
        var first = campus.OpenPatient();
        var request = Campus.Seats(Campus.Room, isNew ? ExpectedVersion.NoStream : ExpectedVersion.Any, 2);
        await first.AppendAsync(request, Campus.Cancellation);
        var store = hasStartedAgain ? campus.OpenPatient() : first;

        Assert.True((await store.AppendAsync(request, Campus.Cancellation)).AlreadyCommitted);
        await store.AppendAsync(Campus.Seats(Other, ExpectedVersion.NoStream), Campus.Cancellation);

        Audit.Verify(campus.Commits); // No reader has been there who could have filled it.
    }

    [Theory]
    [InlineData(false)] // The head, which is read beside the reservation.
    [InlineData(true)] // What became of an append that lost.
    public async Task A_read_that_fails_after_positions_were_reserved_leaves_no_gap_behind(bool hasLost)
    {
        await using var campus = await Campus.StartAsync();
        var (store, other) = (campus.OpenPatient(), campus.OpenPatient());
        await other.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream), Campus.Cancellation);
        if (hasLost)
        {
            await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Any), Campus.Cancellation);
            await other.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Any), Campus.Cancellation);
        }
        var before = Audit.Fillers(campus.Commits);
        campus.Server.Faults.Next("find", "commits", Fault.DiskFull);

        await Assert.ThrowsAsync<EventStoreUnavailableException>(async () => await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Any, 2), Campus.Cancellation));
        await store.AppendAsync(Campus.Seats(Other, ExpectedVersion.NoStream), Campus.Cancellation);

        Assert.Equal(2, Audit.Fillers(campus.Commits) - before);
        Audit.Verify(campus.Commits);
    }

    [Theory]
    [InlineData(Fault.WriteConcernTimeout)]
    [InlineData(Fault.DropBeforeApplying)]
    [InlineData(Fault.DropAfterApplying)]
    [InlineData(Fault.NotWritablePrimary)]
    public async Task A_filler_whose_outcome_is_open_proves_nothing_and_the_reader_goes_on_looking(Fault fault)
    {
        await using var campus = await Campus.StartAsync();
        var (dead, alive) = (campus.Open(), campus.Open());
        var gate = campus.Server.Faults.Hold("insert", "commits");
        var abandoned = dead.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream, 2), Campus.Cancellation).AsTask();
        await gate.Reached;
        await alive.AppendAsync(Campus.Seats(Other, ExpectedVersion.NoStream), Campus.Cancellation);
        campus.Server.Faults.Next("insert", "commits", fault, times: 3);

        var seen = await Campus.ReadAllAsync(alive);

        Assert.Equal(Other, Assert.Single(seen).Stream);
        gate.Release();
        await abandoned;
        Audit.Verify(campus.Commits);
    }

    [Fact]
    public async Task A_filler_that_no_majority_has_is_not_passed_and_may_be_undone()
    {
        await using var campus = await Campus.StartAsync();
        var (slow, fast) = (campus.OpenPatient(), campus.Open());
        var gate = campus.Server.Faults.Hold("insert", "commits");
        var late = slow.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream, 2), Campus.Cancellation).AsTask();
        await gate.Reached;
        await fast.AppendAsync(Campus.Seats(Other, ExpectedVersion.NoStream), Campus.Cancellation);
        campus.Server.Replication.Hold();
        var reading = Campus.ReadAllAsync(fast);
        while (Audit.Fillers(campus.Commits) < 2) await Task.Yield();
        Assert.False(reading.IsCompleted);
        var again = campus.Server.Faults.Hold("insert", "commits");

        campus.Server.StepDown(); // The fillers are gone, and the next primary has not seen them.
        await again.Reached;
        gate.Release();
        again.Release();

        var seen = await reading;
        await late;
        Audit.Verify(campus.Commits);
        Assert.Equal(campus.Commits.Where(c => !c["_id"].IsInt64).Sum(c => c["n"].AsInt32), (await Campus.ReadAllAsync(fast)).Count);
        Assert.Contains(seen, e => e.Stream == Other);
    }

    [Fact]
    public async Task Commits_that_overlap_are_damage_wherever_a_page_begins() // ES13
    {
        await using var campus = await Campus.StartAsync();
        var store = campus.Open();
        for (var number = 0; number < 3; number++) await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Exactly(number * 2), 2), Campus.Cancellation);
        using var client = new MongoClient(campus.Server.ConnectionString);
        var filler = new BsonDocument { { "_id", 3L }, { "p", 3L }, { "n", 1 }, { "e", new BsonArray { new BsonDocument { { "s", "$gap" }, { "k", 3L } } } } };
        await client.GetDatabase("campus").GetCollection<BsonDocument>("commits").InsertOneAsync(filler, null, Campus.Cancellation);

        await Assert.ThrowsAsync<CorruptEventException>(() => Campus.ReadAllAsync(store));
        await Assert.ThrowsAsync<CorruptEventException>(() => Campus.ReadAllAsync(campus.Open(), new AllReadOptions { After = new GlobalPosition(2) }));
        await Assert.ThrowsAsync<CorruptEventException>(() => Campus.ReadAllAsync(store, new AllReadOptions { Direction = ReadDirection.Backward }));
    }
}
