using SmartCampus.Events.Tests.Aggregates;
using Xunit;

namespace SmartCampus.Events.Tests.Projections;

public sealed class ProjectionTests
{
    private static readonly StreamId First = new("section-1"), Second = new("section-2");

    private readonly InMemoryEventStore _store = new(new EventSerializer(new EventTypes()
        .Add("section-opened", CampusJson.Default.SectionOpened)
        .Add("seat-taken", CampusJson.Default.SeatTaken)));

    [Fact]
    public async Task Catching_up_sees_every_acknowledged_append_and_says_where_it_is()
    {
        var seats = new Projection<SeatCount>(_store, new SeatCount());
        await _store.AppendAsync(StreamAppend.To(First, ExpectedVersion.NoStream, new SectionOpened(30)));
        var last = await _store.AppendAsync(StreamAppend.To(Second, ExpectedVersion.NoStream, new SectionOpened(12)));

        await seats.CatchUpAsync();

        Assert.Equal(new Answer<int>(42, last.Position), seats.Query(view => view.Seats));
    }

    [Fact]
    public async Task Events_that_the_view_does_not_name_move_the_position_only()
    {
        var seats = new Projection<SeatCount>(_store, new SeatCount());
        var last = await _store.AppendAsync(StreamAppend.To(First, ExpectedVersion.NoStream, new SeatTaken("ada")));

        await seats.CatchUpAsync();

        Assert.Equal(new Answer<int>(0, last.Position), seats.Query(view => view.Seats));
    }

    [Fact]
    public async Task Racing_catch_ups_apply_each_event_once()
    {
        var seats = new Projection<SeatCount>(_store, new SeatCount());
        for (var i = 0; i < 2_000; i++) await _store.AppendAsync(StreamAppend.To(First, ExpectedVersion.Any, new SectionOpened(1)));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await seats.CatchUpAsync())));

        Assert.Equal(2_000, seats.Query(view => view.Seats).Value);
    }

    [Fact]
    public async Task Running_follows_appends_until_cancelled()
    {
        var seats = new Projection<SeatCount>(_store, new SeatCount());
        using var stop = new CancellationTokenSource();
        var running = seats.RunAsync(stop.Token);
        await _store.AppendAsync(StreamAppend.To(First, ExpectedVersion.Any, new SectionOpened(7)));

        while (seats.Query(view => view.Seats).Value != 7) await Task.Yield();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_view_that_fails_answers_no_more_and_names_the_event()
    {
        var seats = new Projection<SeatCount>(_store, new SeatCount());
        await _store.AppendAsync(StreamAppend.To(First, ExpectedVersion.Any, new SectionOpened(-1)));

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(async () => await seats.CatchUpAsync());

        Assert.Contains("section-opened at section-1 version 1", failure.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => seats.Query(view => view.Seats));
    }

    private sealed class SeatCount : IView
    {
        public static IReadOnlyCollection<Type> EventTypes { get; } = [typeof(SectionOpened)];

        public int Seats { get; private set; }

        public void Apply(EventEnvelope envelope)
        {
            var opened = (SectionOpened)envelope.Event;
            ArgumentOutOfRangeException.ThrowIfNegative(opened.Seats);
            Seats += opened.Seats;
        }
    }
}
