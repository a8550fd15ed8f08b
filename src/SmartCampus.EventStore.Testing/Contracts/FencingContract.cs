using Xunit;

namespace SmartCampus.Events.Testing;

/// <summary>ES12: once a stream has accepted a token, an append with a lower one is refused; one without a token leaves the mark unchanged.</summary>
/// <typeparam name="TFactory">Makes the stores of the provider under test.</typeparam>
public abstract class FencingContract<TFactory> : EventStoreContract<TFactory>
    where TFactory : IEventStoreFactory, new()
{
    private static readonly StreamId A = new("a");

    [Fact]
    public async Task A_lower_token_is_refused_and_the_error_says_both()
    {
        await AppendAsync(Token("a", 5, "1"));

        var fenced = await Assert.ThrowsAsync<FencedException>(async () => await AppendAsync(Token("a", 4, "x")));

        Assert.Equal((A, 4L, 5L), (fenced.Stream, fenced.Token, fenced.Highest));
        await AssertNotesAsync("a", "1");
    }

    [Fact]
    public async Task Equal_and_higher_tokens_pass()
    {
        foreach (var token in (long[])[1, 1, 2, 7, 7, long.MaxValue, long.MaxValue]) await AppendAsync(Token("a", token, $"{token}"));

        Assert.Equal(7, (await ReadAsync("a")).Count);
    }

    [Fact]
    public async Task An_append_without_a_token_passes_and_leaves_the_mark()
    {
        await AppendAsync(Token("a", 5, "1"));
        await AppendAsync("a", "2");

        await AssertFencedAsync("a", below: 5);
        await AppendAsync(Token("a", 5, "3"));
        await AssertNotesAsync("a", "1", "2", "3");
    }

    [Fact]
    public async Task Every_stream_has_its_own_mark()
    {
        await AppendAsync(Token("a", 5, "1"), Token("b", 2, "1"), Notes("c", "1"));

        await AssertFencedAsync("a", below: 5);
        await AssertFencedAsync("b", below: 2);
        await AppendAsync(Token("c", 1, "2"));
    }

    [Fact]
    public async Task One_fenced_stream_keeps_the_whole_append_unwritten_and_the_other_marks_where_they_were()
    {
        await AppendAsync(Token("a", 5, "1"), Token("b", 2, "1"));

        await Assert.ThrowsAsync<FencedException>(async () => await AppendAsync(Token("b", 9, "x"), Notes("c", "x"), Token("a", 4, "x")));

        Assert.Equal(2, (await ReadAllAsync()).Count);
        await AppendAsync(Token("b", 2, "2"));
    }

    [Fact]
    public async Task A_conflict_leaves_the_mark_where_it_was()
    {
        await AppendAsync(Token("a", 2, "1"));
        await Assert.ThrowsAsync<ConcurrencyException>(async () => await AppendAsync(Token("a", 9, "x") with { Expected = ExpectedVersion.NoStream }));

        await AppendAsync(Token("a", 3, "2"));
    }

    [Fact]
    public async Task The_mark_outlives_truncation_deletion_and_recreation()
    {
        await AppendAsync(Token("a", 5, "1", "2"));
        await Store.TruncateAsync(A, 2, ExpectedVersion.Any, Cancellation);
        await AssertFencedAsync("a", below: 5);
        await Store.DeleteAsync(A, ExpectedVersion.Any, Cancellation);
        await AssertFencedAsync("a", below: 5);
        await AppendAsync("a", "3");
        await AssertFencedAsync("a", below: 5);
    }

    [Fact]
    public async Task A_retry_of_a_stored_append_is_not_fenced() // ES4 comes before any conflict.
    {
        var request = new AppendRequest(Token("a", 1, "1"));
        await Store.AppendAsync(request, Cancellation);
        await AppendAsync(Token("a", 9, "2"));

        Assert.True((await Store.AppendAsync(request, Cancellation)).AlreadyCommitted);
    }

    [Fact]
    public async Task Tokens_that_race_are_stored_in_their_order()
    {
        await Racing.Run(racers: 8, async racer =>
        {
            for (var round = 0; round < 5; round++)
                await Racing.Outcome(() => AppendAsync(Token("a", 1 + racer + (8 * round), $"{1 + racer + (8 * round)}")));
        });

        var tokens = (await ReadAsync("a")).Select(e => int.Parse(((Noted)e.Event).Text, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(tokens.Order(), tokens);
        Assert.Equal(40, tokens[^1]);
    }

    private static StreamAppend Token(string stream, long token, params ReadOnlySpan<string> notes) => Notes(stream, notes) with { FencingToken = token };

    private async Task AssertFencedAsync(string stream, long below) =>
        Assert.Equal(below, (await Assert.ThrowsAsync<FencedException>(async () => await AppendAsync(Token(stream, below - 1, "x")))).Highest);
}
