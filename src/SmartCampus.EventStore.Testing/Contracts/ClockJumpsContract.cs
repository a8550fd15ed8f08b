using Xunit;

namespace SmartCampus.Events.Testing;

/// <summary>ES6 and the rules of claims when the store's clock jumps by hours: it is written down and ends claims, and decides nothing else.</summary>
/// <typeparam name="TFactory">Makes the stores of the provider under test.</typeparam>
public abstract class ClockJumpsContract<TFactory> : EventStoreContract<TFactory>
    where TFactory : IEventStoreFactory, new()
{
    private static readonly int[] HoursToJump = [5, -9, 0, 26, -26, 1, -7, 3, 9_000, -9_500];

    [Fact]
    public async Task Versions_positions_and_every_read_keep_the_order_of_the_appends()
    {
        var times = new List<DateTimeOffset>();
        for (var number = 0; number < HoursToJump.Length; number++)
        {
            Clock.Advance(TimeSpan.FromHours(HoursToJump[number]));
            times.Add(Clock.GetUtcNow());
            await AppendAsync("a", ExpectedVersion.Exactly(number), $"{number}");
        }

        List<EventEnvelope>[] reads =
        [
            await ReadAsync("a"),
            await ReadAllAsync(),
            [.. (await ReadAllAsync(new AllReadOptions { Direction = ReadDirection.Backward, MaxCount = 3 })).AsEnumerable().Reverse()],
        ];
        foreach (var read in reads)
        {
            Assert.Equal(Enumerable.Range(0, HoursToJump.Length).Select(n => $"{n}"), read.Select(e => ((Noted)e.Event).Text));
            Assert.Equal(read.Select(e => e.Position).Order(), read.Select(e => e.Position));
            Assert.Equal(times, read.Select(e => e.RecordedAt));
        }
    }

    [Theory]
    [InlineData(-30)]
    [InlineData(30)]
    public async Task Retries_conflicts_snapshots_and_followers_take_no_notice(int hours)
    {
        var request = new AppendRequest(Notes("a", ExpectedVersion.NoStream, "1", "2"));
        var first = await Store.AppendAsync(request, Cancellation);
        await Store.SaveSnapshotAsync(new Snapshot(new StreamId("a"), 2, "s", new byte[1]), Cancellation);
        await using var pages = Store.FollowAllAsync(null, Cancellation).GetAsyncEnumerator(Cancellation);
        do Assert.True(await pages.MoveNextAsync()); while (!pages.Current.IsEnd);
        var next = pages.MoveNextAsync();

        Clock.Advance(TimeSpan.FromHours(hours));

        Assert.True((await Store.AppendAsync(request, Cancellation)).AlreadyCommitted);
        await Assert.ThrowsAsync<ConcurrencyException>(async () => await AppendAsync("a", ExpectedVersion.Exactly(1), "x"));
        Assert.Equal(2, (await Store.GetLatestSnapshotAsync(new StreamId("a"), "s", null, Cancellation))!.Version.Value);
        var second = await AppendAsync("a", ExpectedVersion.Exactly(2), "3");
        Assert.True(second.Position > first.Position);
        Assert.True(await next);
        while (pages.Current.Events.Count == 0) Assert.True(await pages.MoveNextAsync());
        Assert.Equal(second.Position, Assert.Single(pages.Current.Events).Position);
    }

    [Fact]
    public async Task A_jump_forward_ends_a_claim_early_and_fences_its_holder_once_another_has_claimed()
    {
        var ada = (await ClaimAsync("ada"))!;
        Clock.Advance(TimeSpan.FromHours(3));
        await Opened.Checkpoints.SaveAsync(ada, new GlobalPosition(3), Cancellation); // Nobody has taken it yet.

        var bob = (await ClaimAsync("bob"))!;

        Assert.True(bob.Epoch > ada.Epoch);
        Assert.Equal(3, bob.Position.Value);
        await Assert.ThrowsAsync<StaleClaimException>(async () => await Opened.Checkpoints.SaveAsync(ada, new GlobalPosition(9), Cancellation));
    }

    [Fact]
    public async Task A_jump_backward_makes_a_claim_last_longer_and_renewing_or_releasing_it_mends_that()
    {
        var ada = (await ClaimAsync("ada"))!;
        Clock.Advance(TimeSpan.FromHours(-3));
        Assert.Null(await ClaimAsync("bob"));

        await Opened.Checkpoints.RenewAsync(ada, TimeSpan.FromMinutes(1), Cancellation);
        Clock.Advance(TimeSpan.FromMinutes(1));
        var bob = (await ClaimAsync("bob"))!;
        Clock.Advance(TimeSpan.FromHours(-3));
        await Opened.Checkpoints.ReleaseAsync(bob, Cancellation);

        Assert.True((await ClaimAsync("eve"))!.Epoch > bob.Epoch);
    }

    private ValueTask<CheckpointClaim?> ClaimAsync(string owner) => Opened.Checkpoints.TryClaimAsync("g", owner, TimeSpan.FromMinutes(1), Cancellation);
}
