using Xunit;

namespace SmartCampus.Events.Testing;

/// <summary>ES5: a caller who did not learn what became of an append repeats it with its commit id; it is stored once, and no conflict with itself.</summary>
/// <typeparam name="TFactory">Makes the stores of the provider under test.</typeparam>
public abstract class UnknownOutcomeContract<TFactory> : EventStoreContract<TFactory>
    where TFactory : IEventStoreFactory, new()
{
    private const int Rounds = 30;

    [Fact]
    public async Task Whoever_gave_up_waiting_learns_the_outcome_by_repeating_the_append()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var request = new AppendRequest([Notes("a", ExpectedVersion.Exactly(round), $"{round}"), Notes("b", $"{round}")]);
            var outcome = await GiveUpAsync(request, turns: round);

            var settled = await Store.AppendAsync(request, Cancellation);

            Assert.Equal(round + 1, settled.Streams[0].Last.Value);
            if (outcome is null) Assert.True(settled.AlreadyCommitted);
        }
        Assert.Equal((Rounds, Rounds), ((await ReadAsync("a")).Count, (await ReadAsync("b")).Count));
    }

    [Fact]
    public async Task Copies_that_are_sent_while_the_first_is_still_on_its_way_are_stored_once()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var request = new AppendRequest(Notes("a", ExpectedVersion.Exactly(round), $"{round}"));
            var givenUp = GiveUpAsync(request, turns: round);

            var results = await Racing.Run(racers: 3, _ => Store.AppendAsync(request, Cancellation).AsTask());

            await givenUp;
            Assert.Single(results.Select(r => r.Position).Distinct());
            Assert.True(results.Count(r => !r.AlreadyCommitted) <= 1);
        }
        Assert.Equal(Enumerable.Range(0, Rounds).Select(r => $"{r}"), (await ReadAsync("a")).Select(e => ((Noted)e.Event).Text));
    }

    [Fact]
    public async Task A_repeated_append_that_was_stored_gives_its_result_though_the_stream_has_moved()
    {
        var request = new AppendRequest(Notes("a", ExpectedVersion.NoStream, "1"));
        await Store.AppendAsync(request, Cancellation); // The answer is lost.
        await AppendAsync("a", ExpectedVersion.Exactly(1), "2");

        Assert.True((await Store.AppendAsync(request, Cancellation)).AlreadyCommitted);
        await AssertNotesAsync("a", "1", "2");
    }

    [Fact]
    public async Task A_repeated_append_that_was_not_stored_is_decided_anew()
    {
        var request = new AppendRequest(Notes("a", ExpectedVersion.NoStream, "1"));
        Assert.NotNull(await Racing.Outcome(() => Store.AppendAsync(request, new CancellationToken(canceled: true))));
        await AppendAsync("a", ExpectedVersion.NoStream, "another");

        await Assert.ThrowsAsync<ConcurrencyException>(async () => await Store.AppendAsync(request, Cancellation));
        await AssertNotesAsync("a", "another");
    }

    private async Task<Exception?> GiveUpAsync(AppendRequest request, int turns)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var appending = Task.Run(() => Racing.Outcome(() => Store.AppendAsync(request, stop.Token)), Cancellation);
        for (var turn = 0; turn < turns; turn++) await Task.Yield();
        await stop.CancelAsync();
        return await appending;
    }
}
