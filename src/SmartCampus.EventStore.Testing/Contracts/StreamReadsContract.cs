using Xunit;

namespace SmartCampus.Events.Testing;

/// <summary>ES7 for one stream: reads go forward and backward, from any version, in pages; missing, empty and end can be told apart.</summary>
/// <typeparam name="TFactory">Makes the stores of the provider under test.</typeparam>
public abstract class StreamReadsContract<TFactory> : EventStoreContract<TFactory>
    where TFactory : IEventStoreFactory, new()
{
    private static readonly StreamId A = new("a");

    [Fact]
    public async Task A_missing_stream_an_empty_page_and_the_end_can_be_told_apart()
    {
        await AppendAsync("a", "1", "2");

        var missing = await ReadPageAsync("b");
        var beyond = await Store.ReadStreamPageAsync(A, new StreamReadOptions { From = 3 }, Cancellation);
        var last = await Store.ReadStreamPageAsync(A, new StreamReadOptions { From = 2 }, Cancellation);

        Assert.Equal((StreamStatus.Missing, 0L, 0L, 0, true), Describe(missing));
        Assert.Equal((StreamStatus.Active, 1L, 2L, 0, true), Describe(beyond));
        Assert.Equal((StreamStatus.Active, 1L, 2L, 1, true), Describe(last));
    }

    [Fact]
    public async Task The_page_that_ends_with_the_last_event_is_the_end()
    {
        await AppendAsync("a", "1", "2");

        Assert.True((await Store.ReadStreamPageAsync(A, new StreamReadOptions { MaxCount = 2 }, Cancellation)).IsEnd);
        Assert.True((await Store.ReadStreamPageAsync(A, new StreamReadOptions { MaxCount = 2, Direction = ReadDirection.Backward }, Cancellation)).IsEnd);
    }

    [Theory]
    [CombinatorialPages]
    public async Task Forward_pages_from_any_version_hold_what_follows_it(long? from, int pageSize)
    {
        await AppendAsync("a", [.. Enumerable.Range(1, 10).Select(v => $"{v}")]);

        var versions = await PageAsync(new StreamReadOptions { From = from is { } version ? new StreamVersion(version) : null, MaxCount = pageSize });

        Assert.Equal(Enumerable.Range(1, 10).Select(v => (long)v).Where(v => v >= (from ?? 1)), versions);
    }

    [Theory]
    [CombinatorialPages]
    public async Task Backward_pages_from_any_version_hold_what_precedes_it(long? from, int pageSize)
    {
        await AppendAsync("a", [.. Enumerable.Range(1, 10).Select(v => $"{v}")]);

        var versions = await PageAsync(new StreamReadOptions
        {
            From = from is { } version ? new StreamVersion(version) : null, MaxCount = pageSize, Direction = ReadDirection.Backward,
        });

        Assert.Equal(Enumerable.Range(1, 10).Reverse().Select(v => (long)v).Where(v => v <= (from ?? 10)), versions);
    }

    [Fact]
    public async Task Events_of_other_streams_are_not_in_the_page()
    {
        await AppendAsync(Notes("a", "1"), Notes("a-1", "x"), Notes("A", "y"), Notes("aa", "z"));

        await AssertNotesAsync("a", "1");
    }

    [Fact]
    public async Task A_page_does_not_change_after_it_was_read()
    {
        await AppendAsync("a", "1");
        var page = await ReadPageAsync("a");

        await AppendAsync("a", "2");
        await Store.DeleteAsync(A, ExpectedVersion.Any, Cancellation);

        Assert.Equal((StreamStatus.Active, 1L, 1L, 1, true), Describe(page));
        Assert.Equal(new Noted("1"), page.Events[0].Event);
    }

    [Fact]
    public async Task A_stream_of_many_events_is_read_whole_by_default()
    {
        for (var chunk = 0; chunk < 3; chunk++) await AppendAsync("a", [.. Enumerable.Range(1, 500).Select(v => $"{chunk * 500 + v}")]);

        Assert.Equal(Enumerable.Range(1, 1_500).Select(v => $"{v}"), (await ReadAsync("a")).Select(e => ((Noted)e.Event).Text));
    }

    private async Task<List<long>> PageAsync(StreamReadOptions options)
    {
        var versions = new List<long>();
        while (true)
        {
            var page = await Store.ReadStreamPageAsync(A, options, Cancellation);
            Assert.True(page.Events.Count <= options.MaxCount);
            Assert.Equal((10L, 1L), (page.Head.Value, page.First.Value));
            versions.AddRange(page.Events.Select(e => e.Version.Value));
            if (page.Next is not { } next) return versions;
            Assert.Equal(versions[^1] + (options.Direction == ReadDirection.Forward ? 1 : -1), next.Value);
            options = options with { From = next };
        }
    }

    private static (StreamStatus Status, long First, long Head, int Count, bool IsEnd) Describe(StreamPage page) =>
        (page.Status, page.First.Value, page.Head.Value, page.Events.Count, page.IsEnd);
}
