using Xunit;

namespace SmartCampus.Events.Testing;

/// <summary>ES1 to ES12 over two instances that are open over the same data, as two processes would be.</summary>
/// <typeparam name="TFactory">Makes the stores of the provider under test; it must be able to open the same data twice.</typeparam>
public abstract class SeveralInstancesContract<TFactory> : EventStoreContract<TFactory>
    where TFactory : IEventStoreFactory, new()
{
    private static readonly StreamId A = new("a");

    [Fact]
    public async Task What_one_instance_has_acknowledged_the_other_reads_at_once()
    {
        var other = (await OpenAsync()).Events;
        for (var number = 1; number <= 10; number++)
        {
            var result = await (number % 2 == 0 ? Store : other).AppendAsync(Notes("a", ExpectedVersion.Exactly(number - 1), $"{number}"), Cancellation);

            Assert.Equal(number, (await ReadAsync("a", number % 2 == 0 ? other : Store)).Count);
            Assert.Equal(result.Position, (await ReadAllAsync(null, number % 2 == 0 ? other : Store))[^1].Position);
        }
    }

    [Fact]
    public async Task Of_racers_on_one_version_exactly_one_wins_over_both_instances() // ES3
    {
        var stores = new[] { Store, (await OpenAsync()).Events };
        for (var round = 0; round < 10; round++)
        {
            var outcomes = await Racing.Run(racers: 8, racer =>
                Racing.Outcome(() => stores[racer % 2].AppendAsync(Notes("a", ExpectedVersion.Exactly(round), $"{racer}"), Cancellation)));

            Assert.Single(outcomes, thrown => thrown is null);
            Assert.All(outcomes.OfType<ConcurrencyException>(), conflict => Assert.Equal(round + 1, conflict.Actual.Value));
            Assert.Equal(7, outcomes.OfType<ConcurrencyException>().Count());
        }
    }

    [Fact]
    public async Task Copies_of_an_append_that_race_over_both_instances_are_stored_once() // ES4
    {
        var stores = new[] { Store, (await OpenAsync()).Events };
        for (var round = 0; round < 10; round++)
        {
            var request = new AppendRequest(Notes("a", $"{round}"));
            var results = await Racing.Run(racers: 6, racer => stores[racer % 2].AppendAsync(request, Cancellation).AsTask());

            Assert.Single(results, r => !r.AlreadyCommitted);
            Assert.Single(results.Select(r => r.Position).Distinct());
        }
        Assert.Equal(10, (await ReadAsync("a")).Count);
    }

    [Fact]
    public async Task A_follower_of_one_instance_misses_nothing_that_both_write() // ES6
    {
        var stores = new[] { Store, (await OpenAsync()).Events };
        var following = FollowAsync(stores[1]);
        await Racing.Run(racers: 6, async racer =>
        {
            for (var number = 0; number < 15; number++)
                await stores[racer % 2].AppendAsync(new AppendRequest([Notes("shared", "1"), Notes($"own{racer}", "2")]), Cancellation);
        });
        await AppendAsync("end", "end");

        var all = await ReadAllAsync();
        Assert.Equal(all.Select(e => e.Position), (await following).Select(e => e.Position));
        Assert.Equal(all.Select(e => e.Position), (await ReadAllAsync(null, stores[1])).Select(e => e.Position));
        Assert.Equal(Enumerable.Range(1, 90).Select(v => (long)v), all.Where(e => e.Stream.Value == "shared").Select(e => e.Version.Value));
    }

    [Fact]
    public async Task A_follower_that_has_caught_up_is_woken_by_what_another_instance_appends() // ES6
    {
        var other = (await OpenAsync()).Events;
        await using var pages = Store.FollowAllAsync(null, Cancellation).GetAsyncEnumerator(Cancellation);
        do Assert.True(await pages.MoveNextAsync()); while (!pages.Current.IsEnd);
        for (var number = 0; number < 5; number++)
        {
            var next = pages.MoveNextAsync();
            var appended = await other.AppendAsync(Notes("a", $"{number}"), Cancellation);

            Assert.True(await next);
            while (pages.Current.Events.Count == 0) Assert.True(await pages.MoveNextAsync());
            Assert.Equal(appended.Position, Assert.Single(pages.Current.Events).Position);
        }
    }

    [Fact]
    public async Task Tombstones_tokens_and_snapshots_of_one_instance_bind_the_other() // ES8, ES9, ES12
    {
        var other = (await OpenAsync()).Events;
        await AppendAsync(Notes("a", "1") with { FencingToken = 5 });
        await Store.SaveSnapshotAsync(new Snapshot(A, 1, "s", new byte[1]), Cancellation);

        Assert.NotNull(await other.GetLatestSnapshotAsync(A, "s", null, Cancellation));
        await Assert.ThrowsAsync<FencedException>(async () => await other.AppendAsync(Notes("a", "x") with { FencingToken = 4 }, Cancellation));
        await Store.TombstoneAsync(A, ExpectedVersion.Any, Cancellation);
        await Assert.ThrowsAsync<StreamTombstonedException>(async () => await other.AppendAsync(Notes("a", "x"), Cancellation));
        Assert.Null(await other.GetLatestSnapshotAsync(A, "s", null, Cancellation));
    }

    [Fact]
    public async Task A_group_is_claimed_by_one_instance_at_a_time()
    {
        var stores = new[] { Opened, await OpenAsync() };
        for (var round = 0; round < 5; round++)
        {
            var claims = await Racing.Run(racers: 4, racer =>
                stores[racer % 2].Checkpoints.TryClaimAsync($"g{round}", $"{racer}", TimeSpan.FromMinutes(1), Cancellation).AsTask());

            Assert.Single(claims, claim => claim is not null);
        }
    }

    private async Task<List<EventEnvelope>> FollowAsync(IEventStore store)
    {
        var seen = new List<EventEnvelope>();
        await foreach (var page in store.FollowAllAsync(new AllReadOptions { MaxCount = 7 }, Cancellation))
        {
            seen.AddRange(page.Events);
            if (seen is [.., { Stream.Value: "end" }]) break;
        }
        return seen;
    }
}
