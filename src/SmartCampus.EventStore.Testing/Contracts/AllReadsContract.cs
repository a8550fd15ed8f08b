using Xunit;

namespace SmartCampus.Events.Testing;

/// <summary>ES7 for the whole store: pages go forward and backward from any position, and their <see cref="AllPage.Next"/> is what to go on from.</summary>
/// <typeparam name="TFactory">Makes the stores of the provider under test.</typeparam>
public abstract class AllReadsContract<TFactory> : EventStoreContract<TFactory>
    where TFactory : IEventStoreFactory, new()
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(PageSize.Max)]
    public async Task Pages_of_any_size_add_up_to_the_whole_store_in_both_directions(int pageSize)
    {
        await FillAsync();
        var all = (await ReadAllAsync()).Select(e => e.Position).ToArray();

        Assert.Equal(10, all.Length);
        Assert.Equal(all.Order(), all);
        Assert.Equal(all, await PageAsync(new AllReadOptions { MaxCount = pageSize }));
        Assert.Equal(all.Reverse(), await PageAsync(new AllReadOptions { MaxCount = pageSize, Direction = ReadDirection.Backward }));
    }

    [Fact]
    public async Task Reading_begins_after_the_position_asked_for_whatever_it_is()
    {
        await FillAsync();
        var all = (await ReadAllAsync()).Select(e => e.Position).ToArray();

        foreach (var after in Enumerable.Range(0, (int)all[^1].Value + 3).Select(p => new GlobalPosition(p)))
        {
            Assert.Equal(all.Where(p => p > after), await PageAsync(new AllReadOptions { After = after, MaxCount = 4 }));
            Assert.Equal(all.Where(p => p < after).Reverse(), await PageAsync(new AllReadOptions { After = after, MaxCount = 4, Direction = ReadDirection.Backward }));
        }
    }

    [Fact]
    public async Task An_empty_store_ends_at_the_start_in_both_directions()
    {
        foreach (var direction in Enum.GetValues<ReadDirection>())
        {
            var page = await Store.ReadAllPageAsync(new AllReadOptions { Direction = direction }, Cancellation);

            Assert.Empty(page.Events);
            Assert.True(page.IsEnd);
            Assert.Equal(GlobalPosition.Start, page.Next);
        }
    }

    [Fact]
    public async Task A_reader_at_the_end_keeps_its_place_and_gets_what_comes_next()
    {
        await FillAsync();
        var end = await EndAsync();
        var page = await Store.ReadAllPageAsync(new AllReadOptions { After = end }, Cancellation);
        await AppendAsync("a", "new");

        Assert.Empty(page.Events);
        Assert.True(page.IsEnd);
        Assert.Equal(end, page.Next);
        Assert.Equal(new Noted("new"), Assert.Single(await ReadAllAsync(new AllReadOptions { After = page.Next })).Event);
    }

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(long.MaxValue)]
    public async Task A_reader_beyond_the_end_keeps_its_place(long beyond)
    {
        await FillAsync();

        var page = await Store.ReadAllPageAsync(new AllReadOptions { After = new GlobalPosition(beyond) }, Cancellation);

        Assert.Empty(page.Events);
        Assert.True(page.IsEnd);
        Assert.Equal(beyond, page.Next.Value);
    }

    [Fact]
    public async Task A_checkpoint_moves_past_events_that_are_gone()
    {
        await FillAsync();
        foreach (var stream in (string[])["a", "b"]) await Store.DeleteAsync(new StreamId(stream), ExpectedVersion.Any, Cancellation);

        var end = await EndAsync();
        await AppendAsync("c", "new");

        Assert.Equal(new Noted("new"), Assert.Single(await ReadAllAsync(new AllReadOptions { After = end })).Event);
        Assert.Equal(new Noted("new"), Assert.Single(await ReadAllAsync()).Event);
    }

    private async Task FillAsync()
    {
        await AppendAsync(Notes("a", "1", "2", "3"), Notes("b", "4"));
        await AppendAsync("b", "5", "6");
        await AppendAsync("a", "7", "8", "9", "10");
    }

    private async Task<GlobalPosition> EndAsync()
    {
        var page = await Store.ReadAllPageAsync(AllReadOptions.Default, Cancellation);
        while (!page.IsEnd) page = await Store.ReadAllPageAsync(new AllReadOptions { After = page.Next }, Cancellation);
        return page.Next;
    }

    private async Task<List<GlobalPosition>> PageAsync(AllReadOptions options)
    {
        var positions = new List<GlobalPosition>();
        while (true)
        {
            var page = await Store.ReadAllPageAsync(options, Cancellation);
            Assert.True(page.Events.Count <= options.MaxCount);
            positions.AddRange(page.Events.Select(e => e.Position));
            if (page.IsEnd) return positions;
            Assert.NotEqual(options.After, page.Next);
            options = options with { After = page.Next };
        }
    }
}
