using Xunit;

namespace SmartCampus.Events.Testing;

/// <summary>The rules of <see cref="ICheckpointStore"/>: one claim at a time, epochs that grow, stale claims refused, checkpoints that move forward only.</summary>
/// <typeparam name="TFactory">Makes the stores of the provider under test.</typeparam>
public abstract class CheckpointsContract<TFactory> : EventStoreContract<TFactory>
    where TFactory : IEventStoreFactory, new()
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private ICheckpointStore Checkpoints => Opened.Checkpoints;

    [Fact]
    public async Task A_group_that_was_never_seen_is_at_the_start()
    {
        Assert.Equal(GlobalPosition.Start, await Checkpoints.ReadAsync("g", Cancellation));

        var claim = await ClaimAsync("ada");
        Assert.Equal(("g", "ada", GlobalPosition.Start), (claim!.Group, claim.Owner, claim.Position));
    }

    [Fact]
    public async Task A_group_is_claimed_by_one_at_a_time() // Rule 1
    {
        Assert.NotNull(await ClaimAsync("ada"));
        Assert.Null(await ClaimAsync("bob"));
        Assert.Null(await ClaimAsync("ada"));
        Assert.NotNull(await Checkpoints.TryClaimAsync("another", "bob", Lease, Cancellation));
    }

    [Fact]
    public async Task Of_claimers_that_race_one_wins() // Rule 1
    {
        var claims = await Racing.Run(racers: 8, racer => ClaimAsync($"{racer}").AsTask());

        Assert.Single(claims, claim => claim is not null);
    }

    [Fact]
    public async Task A_claim_that_was_not_renewed_in_time_can_be_taken_with_a_higher_epoch() // Rules 1 and 2
    {
        var ada = (await ClaimAsync("ada"))!;
        Clock.Advance(Lease - TimeSpan.FromMilliseconds(1));
        Assert.Null(await ClaimAsync("bob"));
        Clock.Advance(TimeSpan.FromMilliseconds(1));

        var bob = await ClaimAsync("bob");

        Assert.True(bob!.Epoch > ada.Epoch);
    }

    [Fact]
    public async Task A_renewed_claim_lasts_from_then_on() // Rule 1
    {
        var ada = (await ClaimAsync("ada"))!;
        Clock.Advance(Lease / 2);
        await Checkpoints.RenewAsync(ada, Lease, Cancellation);
        Clock.Advance(Lease * 0.9);
        Assert.Null(await ClaimAsync("bob"));

        Clock.Advance(Lease * 0.1);
        Assert.NotNull(await ClaimAsync("bob"));
    }

    [Fact]
    public async Task A_claim_can_last_for_ever() // Rule 1
    {
        var ada = (await Checkpoints.TryClaimAsync("g", "ada", TimeSpan.MaxValue, Cancellation))!;
        await Checkpoints.RenewAsync(ada, TimeSpan.MaxValue, Cancellation);
        Clock.Advance(TimeSpan.FromDays(10_000));

        Assert.Null(await ClaimAsync("bob"));
    }

    [Fact]
    public async Task A_released_claim_can_be_taken_at_once_and_is_stale() // Rules 1 and 2
    {
        var ada = (await ClaimAsync("ada"))!;
        await Checkpoints.ReleaseAsync(ada, Cancellation);

        await AssertStaleAsync(ada, ada.Epoch);
        Assert.True((await ClaimAsync("bob"))!.Epoch > ada.Epoch);
    }

    [Fact]
    public async Task A_stale_claim_is_refused_and_changes_nothing() // Rule 2
    {
        var ada = (await ClaimAsync("ada"))!;
        Clock.Advance(Lease);
        var bob = (await ClaimAsync("bob"))!;
        await Checkpoints.SaveAsync(bob, new GlobalPosition(5), Cancellation);

        await AssertStaleAsync(ada, bob.Epoch);
        await Checkpoints.ReleaseAsync(ada, Cancellation);

        Assert.Null(await ClaimAsync("eve"));
        Assert.Equal(5, (await Checkpoints.ReadAsync("g", Cancellation)).Value);
    }

    [Fact]
    public async Task A_checkpoint_moves_forward_only() // Rule 3
    {
        var ada = (await ClaimAsync("ada"))!;
        foreach (var (saved, kept) in ((long, long)[])[(5, 5), (3, 5), (5, 5), (9, 9)])
        {
            await Checkpoints.SaveAsync(ada, new GlobalPosition(saved), Cancellation);
            Assert.Equal(kept, (await Checkpoints.ReadAsync("g", Cancellation)).Value);
        }
    }

    [Fact]
    public async Task The_next_claim_goes_on_from_the_checkpoint()
    {
        var ada = (await ClaimAsync("ada"))!;
        await Checkpoints.SaveAsync(ada, new GlobalPosition(5), Cancellation);
        await Checkpoints.ReleaseAsync(ada, Cancellation);

        Assert.Equal(5, (await ClaimAsync("bob"))!.Position.Value);
        Assert.Equal(GlobalPosition.Start, await Checkpoints.ReadAsync("another", Cancellation));
    }

    [Fact]
    public async Task A_claim_on_a_group_that_was_never_claimed_is_stale() =>
        await Assert.ThrowsAsync<StaleClaimException>(async () => await Checkpoints.SaveAsync(new CheckpointClaim("g", "ada", 1, default), new GlobalPosition(1), Cancellation));

    [Fact]
    public async Task A_clock_that_is_put_back_never_gives_an_epoch_twice() // Rule 2
    {
        var ada = (await ClaimAsync("ada"))!;
        Clock.Advance(Lease);
        var bob = (await ClaimAsync("bob"))!;
        Clock.Advance(-2 * Lease);
        await Checkpoints.ReleaseAsync(bob, Cancellation);

        Assert.True((await ClaimAsync("eve"))!.Epoch > bob.Epoch);
        await AssertStaleAsync(ada, bob.Epoch + 1);
    }

    [Fact]
    public async Task Names_and_durations_outside_their_bounds_are_refused()
    {
        foreach (var group in (string[])["", new string('g', 201)])
            await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Checkpoints.TryClaimAsync(group, "ada", Lease, Cancellation));
        foreach (var duration in (TimeSpan[])[TimeSpan.Zero, -Lease])
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Checkpoints.TryClaimAsync("g", "ada", duration, Cancellation));
        Assert.NotNull(await Checkpoints.TryClaimAsync(new string('g', 200), "ada", Lease, Cancellation));
    }

    [Fact]
    public async Task A_claim_that_no_store_gave_is_refused_and_changes_nothing() // ES11
    {
        var ada = (await ClaimAsync("ada"))!;
        foreach (var bad in (CheckpointClaim[])[ada with { Owner = null! }, ada with { Owner = "" }, ada with { Group = null! }, ada with { Group = "" }])
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Checkpoints.SaveAsync(bad, new GlobalPosition(5), Cancellation));
            await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Checkpoints.RenewAsync(bad, Lease, Cancellation));
            await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Checkpoints.ReleaseAsync(bad, Cancellation));
        }
        await Checkpoints.SaveAsync(ada, new GlobalPosition(3), Cancellation);
        Assert.Equal(3, (await Checkpoints.ReadAsync("g", Cancellation)).Value);
    }

    private ValueTask<CheckpointClaim?> ClaimAsync(string owner) => Checkpoints.TryClaimAsync("g", owner, Lease, Cancellation);

    private async Task AssertStaleAsync(CheckpointClaim claim, long current)
    {
        foreach (var call in (Func<Task>[])[
            async () => await Checkpoints.SaveAsync(claim, new GlobalPosition(1_000), Cancellation),
            async () => await Checkpoints.RenewAsync(claim, Lease, Cancellation)])
        {
            var stale = await Assert.ThrowsAsync<StaleClaimException>(call);
            Assert.Equal((claim.Group, claim.Epoch, current), (stale.Group, stale.Epoch, stale.Current));
        }
    }
}
