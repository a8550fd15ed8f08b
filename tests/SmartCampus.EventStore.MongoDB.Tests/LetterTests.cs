using SmartCampus.MongoWire;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>Dead letters without transactions: put under the claim first, moved to their place later, by whoever comes by.</summary>
public sealed class LetterTests
{
    [Fact]
    public async Task A_stale_consumer_adds_no_letter_after_a_newer_claim_however_late_its_request_is()
    {
        await using var campus = await Campus.StartAsync();
        var (stale, newest) = (campus.Open(), campus.Open());
        var claim = await ClaimAsync(stale);
        var late = campus.Server.Faults.Hold("findAndModify", "groups");
        var adding = stale.AddAsync(claim, Letter(5), Campus.Cancellation).AsTask();
        await late.Reached;
        await stale.ReleaseAsync(claim, Campus.Cancellation);
        await ClaimAsync(newest);

        late.Release();

        await Assert.ThrowsAsync<StaleClaimException>(() => adding);
        Assert.Empty(await ReadAsync(newest));
    }

    [Fact]
    public async Task A_letter_of_a_process_that_died_while_moving_it_is_read_and_can_be_removed_by_another()
    {
        await using var campus = await Campus.StartAsync();
        var (dead, alive) = (campus.Open(), campus.Open());
        var claim = await ClaimAsync(dead);
        foreach (var position in (long[])[5, 6])
        {
            campus.Server.Faults.Next("update", "letters", Fault.DropBeforeApplying, times: 2);
            await Assert.ThrowsAsync<EventStoreUnavailableException>(async () => await dead.AddAsync(claim, Letter(position), Campus.Cancellation));
            campus.Server.Faults.Clear();
        }
        Assert.Empty(campus.Documents("letters"));

        Assert.True(await alive.RemoveAsync("g", new GlobalPosition(5), Campus.Cancellation));

        Assert.Equal([6], await ReadAsync(alive));
        Assert.Empty(campus.Documents("groups").Single()["pending"].AsBsonArray);
    }

    [Fact]
    public async Task Whoever_moves_a_letter_late_brings_back_none_that_was_removed_and_replaces_none_that_is_newer()
    {
        await using var campus = await Campus.StartAsync();
        var (slow, fast) = (campus.Open(), campus.Open());
        var claim = await ClaimAsync(slow);
        var late = campus.Server.Faults.Hold("update", "letters");
        var adding = slow.AddAsync(claim, Letter(5), Campus.Cancellation).AsTask();
        await late.Reached;
        Assert.Equal([5], await ReadAsync(fast));
        await fast.RemoveAsync("g", new GlobalPosition(5), Campus.Cancellation);
        late.Release();
        await adding;
        Assert.Empty(await ReadAsync(fast));

        var again = campus.Server.Faults.Hold("update", "letters");
        adding = slow.AddAsync(claim, Letter(6), Campus.Cancellation).AsTask();
        await again.Reached;
        await fast.AddAsync(claim, Letter(6) with { Attempts = 9 }, Campus.Cancellation);
        again.Release();
        await adding;

        Assert.Equal(9, Assert.Single(await ((IDeadLetterStore)fast).ReadAsync("g", cancellationToken: Campus.Cancellation)).Attempts);
    }

    [Fact]
    public async Task A_reason_that_is_no_whole_text_is_kept_as_far_as_it_is()
    {
        await using var campus = await Campus.StartAsync();
        var store = campus.Open();

        await store.AddAsync(await ClaimAsync(store), Letter(5) with { Reason = "\ude00 bad \ud83d, good \ud83d\ude00" }, Campus.Cancellation);

        var kept = Assert.Single(await ((IDeadLetterStore)store).ReadAsync("g", cancellationToken: Campus.Cancellation)).Reason;
        Assert.Equal("\ufffd bad \ufffd, good \ud83d\ude00", kept);
    }

    [Fact]
    public async Task Of_a_reason_that_is_very_long_the_beginning_is_kept()
    {
        await using var campus = await Campus.StartAsync();
        var store = campus.Open();

        await store.AddAsync(await ClaimAsync(store), Letter(5) with { Reason = new string('x', 1_000_000) }, Campus.Cancellation);

        Assert.Equal(65_536, Assert.Single(await ((IDeadLetterStore)store).ReadAsync("g", cancellationToken: Campus.Cancellation)).Reason.Length);
    }

    private static async Task<CheckpointClaim> ClaimAsync(MongoEventStore store) =>
        (await store.TryClaimAsync("g", "ada", TimeSpan.FromHours(1), Campus.Cancellation))!;

    private static async Task<IEnumerable<long>> ReadAsync(MongoEventStore store) =>
        (await ((IDeadLetterStore)store).ReadAsync("g", cancellationToken: Campus.Cancellation)).Select(l => l.Position.Value);

    private static DeadLetter Letter(long position) => new("g", Campus.Room, new GlobalPosition(position), "seat-taken", "why", 1, DateTimeOffset.UnixEpoch);
}
