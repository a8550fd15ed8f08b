using Xunit;

namespace SmartCampus.Events.Testing;

/// <summary>ES6: positions are unique, grow with versions, and are higher for an append that starts after another was acknowledged.</summary>
/// <typeparam name="TFactory">Makes the stores of the provider under test.</typeparam>
public abstract class GlobalOrderContract<TFactory> : EventStoreContract<TFactory>
    where TFactory : IEventStoreFactory, new()
{
    private long _moment;

    [Fact]
    public async Task The_result_tells_the_position_of_the_last_event()
    {
        var result = await AppendAsync(Notes("a", "1", "2"), Notes("b", "3"));

        var all = await ReadAllAsync();
        Assert.Equal(result.Position, all[^1].Position);
        Assert.Equal(result.Position, await Store.ReadLastPositionAsync(Cancellation));
        Assert.All(all, e => Assert.True(e.Position > GlobalPosition.Start));
    }

    [Fact]
    public async Task An_empty_store_is_at_the_start() =>
        Assert.Equal(GlobalPosition.Start, await Store.ReadLastPositionAsync(Cancellation));

    [Fact]
    public async Task Positions_grow_over_acknowledged_appends_to_any_streams()
    {
        var last = GlobalPosition.Start;
        for (var number = 0; number < 20; number++)
        {
            var result = await AppendAsync(Notes($"a{number % 3}", "1", "2"), Notes($"b{number % 2}", "3"));
            var own = (await ReadAllAsync()).Where(e => e.CommitId == result.CommitId).ToArray();
            Assert.Equal(3, own.Length);
            Assert.All(own, e => Assert.True(e.Position > last));
            last = result.Position;
        }
    }

    [Fact]
    public async Task Positions_are_unique_and_grow_with_the_versions_of_each_stream_when_writers_race()
    {
        await Racing.Run(racers: 8, async racer =>
        {
            for (var number = 0; number < 10; number++)
                await AppendAsync(Notes("shared", "1", "2"), Notes($"own{racer}", "3"));
        });

        var all = await ReadAllAsync();
        Assert.Equal(8 * 10 * 3, all.Count);
        Assert.Equal(all.Count, all.Select(e => e.Position).Distinct().Count());
        Assert.Equal(all.Select(e => e.Position).Order(), all.Select(e => e.Position));
        foreach (var stream in all.GroupBy(e => e.Stream))
            Assert.Equal(Enumerable.Range(1, stream.Count()).Select(v => (long)v), stream.Select(e => e.Version.Value));
    }

    [Fact]
    public async Task An_append_that_starts_after_another_was_acknowledged_gets_higher_positions_whoever_writes()
    {
        var appends = (await Racing.Run(racers: 6, WriteAndTimeAsync)).SelectMany(own => own).ToArray();
        var positions = (await ReadAllAsync()).ToLookup(e => e.CommitId, e => e.Position);

        foreach (var earlier in appends)
            foreach (var later in appends.Where(a => a.Started > earlier.Acknowledged))
                Assert.True(positions[earlier.Id].Max() < positions[later.Id].Min());
    }

    [Fact]
    public async Task Positions_are_not_reused_after_the_last_events_are_gone()
    {
        await AppendAsync("a", "1");
        var last = await AppendAsync("b", "1", "2");
        await Store.DeleteAsync(new StreamId("b"), ExpectedVersion.Any, Cancellation);

        await AppendAsync("c", "1");

        Assert.True((await ReadAsync("c"))[0].Position > last.Position);
    }

    private async Task<List<(CommitId Id, long Started, long Acknowledged)>> WriteAndTimeAsync(int writer)
    {
        var appends = new List<(CommitId, long, long)>();
        for (var number = 0; number < 15; number++)
        {
            var started = Interlocked.Increment(ref _moment);
            var result = await AppendAsync(Notes($"own{writer}", "1"), Notes("shared", "2"));
            appends.Add((result.CommitId, started, Interlocked.Increment(ref _moment)));
        }
        return appends;
    }
}
