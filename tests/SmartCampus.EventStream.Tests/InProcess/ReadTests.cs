using Xunit;

namespace SmartCampus.Streams.Tests.InProcess;

public sealed class ReadTests
{
    [Fact] // ST5
    public async Task A_reader_goes_on_from_the_history_with_new_events_of_its_type_until_the_stream_stops()
    {
        await using var stream = new EventStream("test");
        for (var number = 1; number <= 200; number++) await stream.PublishAsync(number % 2 == 0 ? new SeatTaken(number) : new TermOpened(number)).Soon();
        var read = new List<long>();
        var half = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reading = Task.Run(async () =>
        {
            await foreach (var published in stream.ReadAsync<SeatTaken>(StartAt.Position(1)))
            {
                Assert.Equal(published.Position, published.Event.Number);
                read.Add(published.Position);
                if (published.Position == 200) half.SetResult();
            }
        });
        await half.Task.Soon();
        for (var number = 201; number <= 300; number++) await stream.PublishAsync(number % 2 == 0 ? new SeatTaken(number) : new TermOpened(number)).Soon();

        await stream.StopAsync(TimeSpan.Zero).Soon();
        await reading.Soon();

        Assert.Equal(Enumerable.Range(1, 150).Select(n => 2L * n), read);
    }

    [Fact] // ST5: where a reader begins is settled when it is made, not when it is first asked
    public async Task A_reader_of_new_events_misses_none_after_it_was_made()
    {
        await using var stream = new EventStream("test");
        await stream.PublishAsync(new SeatTaken(1)).Soon();
        var events = stream.ReadAsync<SeatTaken>();
        await stream.PublishAsync(new SeatTaken(2)).Soon();

        await using var reader = events.GetAsyncEnumerator();
        Assert.True(await reader.MoveNextAsync().Soon());
        Assert.Equal(2, reader.Current.Position);
    }

    [Fact] // ST5: nothing is skipped in silence
    public async Task A_reader_that_the_history_overtakes_gets_an_error()
    {
        await using var stream = new EventStream("test", new EventStreamOptions { HistorySize = 3 });
        await using var reader = stream.ReadAsync<SeatTaken>().GetAsyncEnumerator();
        for (var number = 1; number <= 4; number++) await stream.PublishAsync(new SeatTaken(number)).Soon();

        var overtaken = await Assert.ThrowsAsync<HistoryNotKeptException>(() => reader.MoveNextAsync().Soon());
        Assert.Equal(2, overtaken.OldestKept);
    }

    [Fact] // ST4: a reader has no buffer that could be full
    public async Task A_reader_publishes_to_the_stream_that_it_reads()
    {
        await using var stream = new EventStream("test");
        await stream.PublishAsync(new SeatTaken(1)).Soon();
        var last = 0;
        await foreach (var published in stream.ReadAsync<SeatTaken>(StartAt.Position(1)))
        {
            last = published.Event.Number;
            if (last == 100) break;
            await stream.PublishAndWaitAsync(new SeatTaken(last + 1)).Soon();
        }
        Assert.Equal(100, last);
    }

    [Fact]
    public async Task A_reader_that_waits_can_be_cancelled()
    {
        await using var stream = new EventStream("test");
        using var cancellation = new CancellationTokenSource();
        await using var reader = stream.ReadAsync<SeatTaken>(cancellationToken: cancellation.Token).GetAsyncEnumerator();
        var next = reader.MoveNextAsync();

        Assert.False(next.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.Soon());
    }
}
