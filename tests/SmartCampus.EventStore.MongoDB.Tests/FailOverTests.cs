using SmartCampus.MongoWire;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>ES1 to ES5 when another server takes over, or a majority lags: nothing is believed that may be undone, and nothing that was acknowledged is.</summary>
public sealed class FailOverTests
{
    [Fact]
    public async Task What_no_majority_had_is_undone_by_a_fail_over_and_stored_anew_before_it_is_acknowledged()
    {
        await using var campus = await Campus.StartAsync();
        var store = campus.Open();
        await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream), Campus.Cancellation);
        var held = campus.Server.Faults.Hold("insert", "commits");
        var appending = store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Exactly(1), 2), Campus.Cancellation).AsTask();
        await held.Reached;
        campus.Server.Replication.Hold();
        held.Release();
        while (campus.Commits.Count < 2) await Task.Yield();
        Assert.Single(await Campus.ReadAllAsync(store)); // Not shown before a majority has it.
        var again = campus.Server.Faults.Hold("insert", "commits");

        campus.Server.StepDown();
        await again.Reached;
        Assert.Single(campus.Commits);
        Assert.False(appending.IsCompleted);
        again.Release();

        Assert.False((await appending).AlreadyCommitted);
        Assert.Equal(3, (await Campus.ReadAllAsync(store)).Count);
        Audit.Verify(campus.Commits);
    }

    [Fact]
    public async Task What_a_majority_had_outlives_a_fail_over_and_is_found_and_not_stored_again()
    {
        await using var campus = await Campus.StartAsync();
        var store = campus.Open();
        await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream), Campus.Cancellation);
        campus.Server.Faults.Next("insert", "commits", Fault.DropAfterApplying, times: 2);
        var again = campus.Server.Faults.Hold("find", "commits"); // The store looks for what it may have stored.
        var appending = store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Exactly(1), 2), Campus.Cancellation).AsTask();
        await again.Reached;

        campus.Server.StepDown();
        again.Release();

        Assert.False((await appending).AlreadyCommitted);
        Assert.Equal(3, (await Campus.ReadAllAsync(store)).Count);
        Audit.Verify(campus.Commits);
    }

    [Fact]
    public async Task Positions_of_a_counter_that_is_undone_are_not_used()
    {
        await using var campus = await Campus.StartAsync();
        var store = campus.OpenPatient();
        await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream), Campus.Cancellation);
        var held = campus.Server.Faults.Hold("findAndModify", "counters");
        var appending = store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Exactly(1)), Campus.Cancellation).AsTask();
        await held.Reached;
        campus.Server.Replication.Hold();
        held.Release();
        while (campus.Documents("counters").Single(c => c["_id"] == "p")["n"].AsInt64 < 2) await Task.Yield();

        campus.Server.StepDown();

        Assert.Equal(2, (await appending).Position.Value);
        Audit.Verify(campus.Commits);
    }

    [Fact]
    public async Task A_write_that_only_the_majority_is_slow_to_take_is_waited_for_and_not_shown_before()
    {
        await using var campus = await Campus.StartAsync();
        var (store, other) = (campus.Open(), campus.Open());
        await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream), Campus.Cancellation);
        var held = campus.Server.Faults.Hold("insert", "commits");
        var appending = store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Exactly(1)), Campus.Cancellation).AsTask();
        await held.Reached;
        campus.Server.Replication.Hold();
        held.Release();
        while (campus.Commits.Count < 2) await Task.Yield();

        Assert.Equal(1, (await other.ReadStreamPageAsync(Campus.Room, StreamReadOptions.Default, Campus.Cancellation)).Head.Value);
        Assert.False(appending.IsCompleted);
        campus.Server.Replication.Release();
        await appending;

        Assert.Equal(2, (await other.ReadStreamPageAsync(Campus.Room, StreamReadOptions.Default, Campus.Cancellation)).Head.Value);
    }

    [Fact]
    public async Task Nobody_is_refused_because_of_what_may_be_undone()
    {
        await using var campus = await Campus.StartAsync();
        var (first, second) = (campus.Open(), campus.OpenImpatient());
        var inserting = campus.Server.Faults.Hold("insert", "commits");
        var losing = first.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream), Campus.Cancellation).AsTask();
        await inserting.Reached;
        campus.Server.Replication.Hold();
        inserting.Release();
        while (campus.Commits.Count < 1) await Task.Yield();

        // The slot is taken on the primary only. That is neither success nor conflict.
        var outcome = await Assert.ThrowsAnyAsync<EventStoreException>(async () => await second.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream), Campus.Cancellation));

        Assert.IsNotType<ConcurrencyException>(outcome);
        campus.Server.Replication.Release();
        await losing;
        await Assert.ThrowsAsync<ConcurrencyException>(async () => await second.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream), Campus.Cancellation));
        await Campus.ReadAllAsync(first);
        Audit.Verify(campus.Commits);
    }

    [Fact]
    public async Task A_conflict_is_told_only_after_a_read_that_cannot_be_out_of_date()
    {
        await using var campus = await Campus.StartAsync();
        var store = campus.OpenImpatient();
        await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream), Campus.Cancellation);
        campus.Server.Replication.Hold(); // A primary that has lost its majority cannot know whether it is one.

        Assert.IsNotType<ConcurrencyException>(
            await Assert.ThrowsAnyAsync<EventStoreException>(async () => await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Exactly(7)), Campus.Cancellation)));

        campus.Server.Replication.Release();
        await Assert.ThrowsAsync<ConcurrencyException>(async () => await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Exactly(7)), Campus.Cancellation));
    }

    [Fact]
    public async Task A_head_that_is_out_of_date_decides_nothing()
    {
        await using var campus = await Campus.StartAsync();
        var (store, other) = (campus.Open(), campus.Open());
        await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream), Campus.Cancellation);
        await other.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Exactly(1), 2), Campus.Cancellation);

        // This store remembers version 1: by it both would be decided the other way round.
        var stale = await Assert.ThrowsAsync<ConcurrencyException>(async () => await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Exactly(1)), Campus.Cancellation));
        await other.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Exactly(3)), Campus.Cancellation);
        await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Exactly(4)), Campus.Cancellation);
        await other.DeleteAsync(Campus.Room, ExpectedVersion.Exactly(5), Campus.Cancellation);
        await Assert.ThrowsAsync<ConcurrencyException>(async () => await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Exactly(5)), Campus.Cancellation));

        Assert.Equal(3, stale.Actual.Value);
        await Campus.ReadAllAsync(store);
        Audit.Verify(campus.Commits);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, true)]
    public async Task A_head_that_a_former_primary_tells_neither_stores_nor_refuses_anything(int expected, bool isStored)
    {
        await using var campus = await Campus.StartAsync();
        var store = campus.Open();
        await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream), Campus.Cancellation);
        campus.Server.Replication.Mark();
        await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Exactly(1), 2), Campus.Cancellation);
        var other = campus.Open(); // Has seen nothing yet.
        campus.Server.Faults.Next("find", "commits", Fault.StaleRead);

        var appending = other.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Exactly(expected)), Campus.Cancellation);

        if (isStored) Assert.Equal(4, (await appending).Streams[0].Last.Value);
        else Assert.Equal(3, (await Assert.ThrowsAsync<ConcurrencyException>(async () => await appending)).Actual.Value);
        await Campus.ReadAllAsync(store);
        Audit.Verify(campus.Commits);
    }

    [Fact]
    public async Task A_retry_is_not_refused_because_a_former_primary_does_not_know_of_its_first_try()
    {
        await using var campus = await Campus.StartAsync();
        var request = Campus.Seats(Campus.Room, ExpectedVersion.NoStream);
        var other = campus.Open();
        campus.Server.Replication.Mark();
        await campus.Open().AppendAsync(request, Campus.Cancellation);
        // Both times that it looks for its commit id; in between it finds that the stream is not new.
        campus.Server.Faults.Next("find", "commits", Fault.StaleRead);
        campus.Server.Faults.Next("find", "commits", Fault.StaleRead, skip: 1);

        var again = await other.AppendAsync(request, Campus.Cancellation);

        Assert.True(again.AlreadyCommitted);
        Audit.Verify(campus.Commits);
    }

    [Fact]
    public async Task A_group_of_which_a_fail_over_keeps_a_part_is_stored_whole_and_once()
    {
        await using var campus = await Campus.StartAsync();
        var store = campus.OpenPatient();
        var gate = campus.Server.Faults.Hold("insert", "commits");
        var first = store.AppendAsync(Campus.Seats(new StreamId("first"), ExpectedVersion.NoStream), Campus.Cancellation).AsTask();
        await gate.Reached;
        var held = campus.Server.Faults.Hold("insert", "commits");
        var group = Enumerable.Range(0, 6).Select(i => store.AppendAsync(Campus.Seats(new StreamId($"s{i % 2}"), ExpectedVersion.Any, 2), Campus.Cancellation).AsTask()).ToArray();
        gate.Release();
        await first;
        await held.Reached;
        campus.Server.Replication.Hold();
        held.Release();
        while (campus.Commits.Count(c => !c["_id"].IsInt64) < 7) await Task.Yield();
        campus.Server.Replication.Advance(3);

        campus.Server.StepDown();

        Assert.All(await Task.WhenAll(group), result => Assert.False(result.AlreadyCommitted));
        Assert.Equal(13, (await Campus.ReadAllAsync(store)).Count);
        Assert.Equal(7, Audit.Verify(campus.Commits).Count);
    }

    [Fact]
    public async Task Fillers_of_which_a_fail_over_keeps_the_upper_part_let_no_commit_reach_over_them()
    {
        await using var campus = await Campus.StartAsync();
        var (slow, fast) = (campus.OpenPatient(), campus.Open());
        var gate = campus.Server.Faults.Hold("insert", "commits");
        var late = slow.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream, 4), Campus.Cancellation).AsTask();
        await gate.Reached;
        await fast.AppendAsync(Campus.Seats(new StreamId("over"), ExpectedVersion.NoStream), Campus.Cancellation);
        campus.Server.Replication.Hold();
        var reading = Campus.ReadAllAsync(fast);
        while (Audit.Fillers(campus.Commits) < 4) await Task.Yield();
        campus.Server.Replication.Advance(2);
        var again = campus.Server.Faults.Hold("insert", "commits");
        campus.Server.StepDown();
        Assert.Equal(2, Audit.Fillers(campus.Commits));
        await again.Reached;

        gate.Release(); // It would end where the highest filler is.
        again.Release();

        await Task.WhenAll(reading, late);
        Assert.Equal(5, (await Campus.ReadAllAsync(slow)).Count);
        Audit.Verify(campus.Commits);
    }
}
