using Xunit;

namespace SmartCampus.Events.Testing;

/// <summary>
/// ES14, the I/O half, and ES5: what cannot be written is an error and never acknowledged, what was acknowledged stays, an answer that
/// leaves the outcome open is settled by a retry, and the store works again when the fault is gone.
/// </summary>
/// <typeparam name="TFactory">Makes the stores of the provider under test, and lets their writes fail.</typeparam>
public abstract class FaultsContract<TFactory> : EventStoreContract<TFactory>
    where TFactory : IFaultyStoreFactory, new()
{
    [Theory]
    [InlineData(WriteFault.Full)]
    [InlineData(WriteFault.WriteError)]
    public async Task An_append_that_cannot_be_written_fails_and_nothing_of_it_is_stored(WriteFault fault)
    {
        await AppendAsync("a", "1");
        var request = new AppendRequest([Notes("a", "2", "3"), Notes("b", "4")]);
        await Factory.FailWritesAsync(fault);

        await Assert.ThrowsAsync<EventStoreUnavailableException>(async () => await Store.AppendAsync(request, Cancellation));

        await AssertNotesAsync("a", "1");
        await Factory.HealAsync();
        await AssertNotesAsync("a", "1");
        Assert.Equal(StreamStatus.Missing, (await ReadPageAsync("b")).Status);
        Assert.False((await Store.AppendAsync(request, Cancellation)).AlreadyCommitted);
        await AssertNotesAsync("a", "1", "2", "3");
    }

    [Theory]
    [InlineData(WriteFault.Full)]
    [InlineData(WriteFault.WriteError)]
    [InlineData(WriteFault.FlushError)]
    public async Task Nothing_is_acknowledged_while_writes_fail_and_a_retry_afterwards_stores_each_append_once(WriteFault fault)
    {
        await Factory.FailWritesAsync(fault);
        var requests = Enumerable.Range(0, 20).Select(i => new AppendRequest(Notes($"s{i % 4}", $"{i}"))).ToArray();
        var outcomes = await Racing.Run(racers: 20, racer => Racing.Outcome(() => Store.AppendAsync(requests[racer], Cancellation)));

        Assert.All(outcomes, outcome => Assert.True(outcome is EventStoreUnavailableException or AppendOutcomeUnknownException, $"{outcome}"));
        await Factory.HealAsync();
        foreach (var request in requests) await Store.AppendAsync(request, Cancellation);
        Assert.Equal(requests.Select(r => r.CommitId.Value).Order(), (await ReadAllAsync()).Select(e => e.CommitId.Value).Order());
    }

    [Theory]
    [InlineData(WriteFault.Full)]
    [InlineData(WriteFault.WriteError)]
    [InlineData(WriteFault.FlushError)]
    public async Task An_unknown_outcome_names_the_commit_and_a_refused_append_is_not_there_after_reopening(WriteFault fault)
    {
        await AppendAsync("a", "1");
        var request = new AppendRequest(Notes("a", "2"));
        await Factory.FailWritesAsync(fault);
        var outcome = await Racing.Outcome(() => Store.AppendAsync(request, Cancellation));
        await Factory.HealAsync();
        await ReopenAsync();

        if (outcome is AppendOutcomeUnknownException unknown) Assert.Equal(request.CommitId, unknown.CommitId);
        else await AssertNotesAsync("a", "1");
        await Store.AppendAsync(request, Cancellation);
        await AssertNotesAsync("a", "1", "2");
    }

    [Theory]
    [InlineData(WriteFault.Full)]
    [InlineData(WriteFault.WriteError)]
    [InlineData(WriteFault.FlushError)]
    public async Task What_was_acknowledged_is_read_during_the_fault_and_after_it(WriteFault fault)
    {
        await AppendAsync("a", "1", "2");
        await Store.SaveSnapshotAsync(new Snapshot(new StreamId("a"), 2, "s", new byte[1]), Cancellation);
        await Factory.FailWritesAsync(fault);
        await Assert.ThrowsAnyAsync<EventStoreException>(async () => await AppendAsync("a", "x"));

        await AssertNotesAsync("a", "1", "2");
        Assert.Equal(2, (await ReadAllAsync()).Count);
        Assert.NotNull(await Store.GetLatestSnapshotAsync(new StreamId("a"), "s", null, Cancellation));
        await Factory.HealAsync();
        await AppendAsync("a", ExpectedVersion.Exactly(2), "3");
        await AssertNotesAsync("a", "1", "2", "3");
    }

    [Theory]
    [InlineData(WriteFault.Full)]
    [InlineData(WriteFault.WriteError)]
    public async Task Everything_else_that_writes_fails_as_well_and_changes_nothing(WriteFault fault)
    {
        await AppendAsync("a", "1", "2");
        await Factory.FailWritesAsync(fault);
        var a = new StreamId("a");

        await Assert.ThrowsAsync<EventStoreUnavailableException>(async () => await Store.TruncateAsync(a, 2, ExpectedVersion.Any, Cancellation));
        await Assert.ThrowsAsync<EventStoreUnavailableException>(async () => await Store.DeleteAsync(a, ExpectedVersion.Any, Cancellation));
        await Assert.ThrowsAsync<EventStoreUnavailableException>(async () => await Store.TombstoneAsync(a, ExpectedVersion.Any, Cancellation));
        await Assert.ThrowsAsync<EventStoreUnavailableException>(async () => await Store.SaveSnapshotAsync(new Snapshot(a, 2, "s", new byte[1]), Cancellation));
        await Assert.ThrowsAsync<EventStoreUnavailableException>(async () => await Opened.Checkpoints.TryClaimAsync("g", "ada", TimeSpan.FromMinutes(1), Cancellation));

        await Factory.HealAsync();
        await AssertNotesAsync("a", "1", "2");
        Assert.Null(await Store.GetLatestSnapshotAsync(a, "s", null, Cancellation));
        Assert.Equal(1, (await Opened.Checkpoints.TryClaimAsync("g", "ada", TimeSpan.FromMinutes(1), Cancellation))!.Epoch);
    }
}
