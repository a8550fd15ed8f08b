using Xunit;

namespace SmartCampus.Events.Testing;

/// <summary>The rules of <see cref="IDeadLetterStore"/>: one letter per group and position, in the order of positions, put aside only under the newest claim.</summary>
/// <typeparam name="TFactory">Makes the stores of the provider under test.</typeparam>
public abstract class DeadLettersContract<TFactory> : EventStoreContract<TFactory>
    where TFactory : IEventStoreFactory, new()
{
    private static readonly StreamId A = new("a"), B = new("b");

    private IDeadLetterStore Letters => Opened.DeadLetters;

    [Fact]
    public async Task A_letter_comes_back_as_it_was_put_aside()
    {
        var letter = new DeadLetter("g", A, new GlobalPosition(5), "noted", "Zürich: it did not fit.", 3, Clock.GetUtcNow());
        await Letters.AddAsync(await ClaimAsync("g"), letter, Cancellation);

        Assert.Equal(letter, Assert.Single(await Letters.ReadAsync("g", cancellationToken: Cancellation)));
    }

    [Fact]
    public async Task Letters_are_read_in_the_order_of_positions_in_pages_and_by_stream()
    {
        var claim = await ClaimAsync("g");
        foreach (var position in (long[])[9, 3, 7, 1, 5]) await Letters.AddAsync(claim, Letter(position % 3 == 0 ? B : A, position), Cancellation);

        Assert.Equal([1, 3, 5, 7, 9], await ReadAsync());
        Assert.Equal([1, 3], await ReadAsync(maxCount: 2));
        Assert.Equal([5, 7], await ReadAsync(after: 3, maxCount: 2));
        Assert.Equal([1, 5, 7], await ReadAsync(A));
        Assert.Equal([9], await ReadAsync(B, after: 3));
        Assert.Empty(await ReadAsync(new StreamId("c")));
    }

    [Fact]
    public async Task A_letter_for_the_same_position_is_replaced()
    {
        var claim = await ClaimAsync("g");
        await Letters.AddAsync(claim, Letter(A, 5), Cancellation);
        await Letters.AddAsync(claim, Letter(A, 5) with { Attempts = 4, Reason = "again" }, Cancellation);

        Assert.Equal(4, Assert.Single(await Letters.ReadAsync("g", cancellationToken: Cancellation)).Attempts);
    }

    [Fact]
    public async Task A_stale_claim_puts_nothing_aside()
    {
        var ada = await ClaimAsync("g");
        Clock.Advance(TimeSpan.FromMinutes(1));
        await ClaimAsync("g");

        await Assert.ThrowsAsync<StaleClaimException>(async () => await Letters.AddAsync(ada, Letter(A, 5), Cancellation));

        Assert.Empty(await ReadAsync());
    }

    [Fact]
    public async Task A_letter_that_says_too_little_is_refused_and_harms_nobody() // ES11
    {
        var claim = await ClaimAsync("g");
        var letter = Letter(A, 5);
        foreach (var bad in (DeadLetter[])[letter with { Stream = default }, letter with { EventType = null! }, letter with { EventType = "" }, letter with { Reason = null! }])
            await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Letters.AddAsync(claim, bad, Cancellation));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Letters.AddAsync(claim with { Owner = null! }, letter, Cancellation));
        Assert.Empty(await ReadAsync());

        await Letters.AddAsync(claim, letter with { Reason = "" }, Cancellation);
        Assert.Equal([5], await ReadAsync());
    }

    [Fact]
    public async Task A_letter_of_another_group_than_the_claim_is_refused()
    {
        var claim = await ClaimAsync("g");
        await ClaimAsync("h");

        await Assert.ThrowsAsync<ArgumentException>(async () => await Letters.AddAsync(claim, Letter(A, 5) with { Group = "h" }, Cancellation));

        Assert.Empty(await ReadAsync());
        Assert.Empty(await Letters.ReadAsync("h", cancellationToken: Cancellation));
    }

    [Fact]
    public async Task A_removed_letter_is_gone_and_removing_says_whether_there_was_one()
    {
        var claim = await ClaimAsync("g");
        await Letters.AddAsync(claim, Letter(A, 5), Cancellation);

        Assert.True(await Letters.RemoveAsync("g", new GlobalPosition(5), Cancellation));
        Assert.False(await Letters.RemoveAsync("g", new GlobalPosition(5), Cancellation));
        Assert.False(await Letters.RemoveAsync("never-seen", new GlobalPosition(5), Cancellation));
        Assert.Empty(await ReadAsync());
    }

    [Fact]
    public async Task Groups_do_not_see_each_others_letters()
    {
        await Letters.AddAsync(await ClaimAsync("g"), Letter(A, 5), Cancellation);
        await Letters.AddAsync(await ClaimAsync("h"), Letter(A, 5) with { Group = "h" }, Cancellation);

        Assert.True(await Letters.RemoveAsync("h", new GlobalPosition(5), Cancellation));

        Assert.Equal([5], await ReadAsync());
        Assert.Empty(await Letters.ReadAsync("h", cancellationToken: Cancellation));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(PageSize.Max + 1)]
    public async Task A_page_size_outside_its_bounds_is_refused(int maxCount) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await ReadAsync(maxCount: maxCount));

    private async Task<CheckpointClaim> ClaimAsync(string group) =>
        (await Opened.Checkpoints.TryClaimAsync(group, "ada", TimeSpan.FromMinutes(1), Cancellation))!;

    private DeadLetter Letter(StreamId stream, long position) => new("g", stream, new GlobalPosition(position), "noted", "why", 1, Clock.GetUtcNow());

    private async Task<IEnumerable<long>> ReadAsync(StreamId? stream = null, long after = 0, int maxCount = PageSize.Default) =>
        (await Letters.ReadAsync("g", stream, new GlobalPosition(after), maxCount, Cancellation)).Select(letter => letter.Position.Value);
}
