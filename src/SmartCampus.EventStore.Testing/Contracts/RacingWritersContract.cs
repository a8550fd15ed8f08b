using Xunit;

namespace SmartCampus.Events.Testing;

/// <summary>ES3 under concurrency: of N racers on one version exactly one wins; racers on any version all win, once each.</summary>
/// <typeparam name="TFactory">Makes the stores of the provider under test.</typeparam>
public abstract class RacingWritersContract<TFactory> : EventStoreContract<TFactory>
    where TFactory : IEventStoreFactory, new()
{
    private const int Racers = 8, Rounds = 10;

    [Fact]
    public async Task Of_racers_on_one_version_exactly_one_wins_and_the_others_learn_its_version()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var head = new StreamVersion(round);
            var outcomes = await Racing.Run(Racers, racer =>
                Racing.Outcome(() => AppendAsync("a", ExpectedVersion.Exactly(head), $"{racer}")));

            Assert.Single(outcomes, thrown => thrown is null);
            Assert.All(outcomes.OfType<Exception>(), thrown => Assert.Equal(head.Next, Assert.IsType<ConcurrencyException>(thrown).Actual));
        }
        Assert.Equal(Rounds, (await ReadAsync("a")).Count);
    }

    [Fact]
    public async Task Racers_on_any_version_all_win_once_each()
    {
        var results = await Racing.Run(Racers * Rounds, racer => AppendAsync("a", $"{racer}").AsTask());

        var events = await ReadAsync("a");
        Assert.Equal(Racers * Rounds, events.Count);
        Assert.Equal(Enumerable.Range(0, Racers * Rounds).Select(r => $"{r}").Order(), events.Select(e => ((Noted)e.Event).Text).Order());
        foreach (var (racer, result) in results.Index())
            Assert.Equal($"{racer}", ((Noted)events[(int)result.Streams[0].First.Value - 1].Event).Text);
    }

    [Fact]
    public async Task Racers_that_name_two_streams_in_opposite_orders_neither_block_nor_both_win()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var expected = ExpectedVersion.Exactly(round);
            var outcomes = await Racing.Run(Racers, racer => Racing.Outcome(() => racer % 2 == 0
                ? AppendAsync(Notes("a", expected, $"{racer}"), Notes("b", expected, $"{racer}"))
                : AppendAsync(Notes("b", expected, $"{racer}"), Notes("a", expected, $"{racer}"))));

            Assert.Single(outcomes, thrown => thrown is null);
            Assert.All(outcomes.OfType<Exception>(), thrown => Assert.IsType<ConcurrencyException>(thrown));
        }
        var (a, b) = (await ReadAsync("a"), await ReadAsync("b"));
        Assert.Equal(a.Select(e => e.CommitId), b.Select(e => e.CommitId));
    }

    [Fact]
    public async Task Writers_that_read_decide_and_retry_lose_no_update()
    {
        await Racing.Run(Racers, async racer =>
        {
            for (var number = 0; number < Rounds; number++)
                while (await TryCountAsync(racer) is not null) { }
        });

        var events = await ReadAsync("a");
        Assert.Equal(Enumerable.Range(1, Racers * Rounds), events.Select(e => ((Counted)e.Event).Number));
    }

    private async Task<Exception?> TryCountAsync(int writer)
    {
        var head = (await ReadPageAsync("a")).Head;
        var next = new Counted(writer, (int)head.Value + 1);
        return await Racing.Outcome(() => AppendAsync(StreamAppend.To(new StreamId("a"), ExpectedVersion.Exactly(head), next)));
    }
}
