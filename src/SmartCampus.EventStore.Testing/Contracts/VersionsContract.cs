using Xunit;

namespace SmartCampus.Events.Testing;

/// <summary>ES2: versions of a stream run 1, 2, 3 … without a gap, and a version above the head cannot be written.</summary>
/// <typeparam name="TFactory">Makes the stores of the provider under test.</typeparam>
public abstract class VersionsContract<TFactory> : EventStoreContract<TFactory>
    where TFactory : IEventStoreFactory, new()
{
    [Fact]
    public async Task Versions_run_from_1_without_a_gap_over_appends_of_any_size()
    {
        await AppendAsync("a", "1");
        await AppendAsync("a", "2", "3", "4");
        var last = await AppendAsync("a", "5", "6");

        Assert.Equal([1, 2, 3, 4, 5, 6], (await ReadAsync("a")).Select(e => e.Version.Value));
        Assert.Equal(new StreamAppendResult(new StreamId("a"), 5, 6), Assert.Single(last.Streams));
        Assert.Equal(6, (await ReadPageAsync("a")).Head.Value);
    }

    [Fact]
    public async Task Every_stream_counts_for_itself()
    {
        await AppendAsync("a", "1", "2");
        await AppendAsync("b", "1");
        await AppendAsync("a", "3");

        Assert.Equal(3, (await ReadPageAsync("a")).Head.Value);
        Assert.Equal(1, (await ReadPageAsync("b")).Head.Value);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(long.MaxValue)]
    public async Task A_version_above_the_head_cannot_be_written(long expected)
    {
        await AppendAsync("a", "1", "2");

        var conflict = await Assert.ThrowsAsync<ConcurrencyException>(async () => await AppendAsync("a", ExpectedVersion.Exactly(expected), "x"));

        Assert.Equal(2, conflict.Actual.Value);
        await AssertNotesAsync("a", "1", "2");
    }

    [Fact]
    public async Task A_refused_append_takes_no_version()
    {
        await AppendAsync("a", "1");
        await Assert.ThrowsAsync<ConcurrencyException>(async () => await AppendAsync("a", ExpectedVersion.NoStream, "x"));

        Assert.Equal(2, Assert.Single((await AppendAsync("a", "2")).Streams).First.Value);
    }

    [Fact]
    public async Task Racing_appends_of_different_sizes_leave_no_gap_and_stay_together()
    {
        await Racing.Run(racers: 8, async racer =>
        {
            for (var number = 0; number < 10; number++)
                await AppendAsync("a", [.. Enumerable.Range(0, 1 + (racer + number) % 3).Select(part => $"{racer}.{number}.{part}")]);
        });

        var events = await ReadAsync("a");
        Assert.Equal(Enumerable.Range(1, events.Count).Select(v => (long)v), events.Select(e => e.Version.Value));
        foreach (var commit in events.GroupBy(e => e.CommitId))
            Assert.Equal(commit.Last().Version.Value - commit.First().Version.Value + 1, commit.Count());
    }
}
