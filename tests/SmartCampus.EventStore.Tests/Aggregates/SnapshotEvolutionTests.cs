using System.Text.Json.Serialization;
using SmartCampus.Events.Testing;
using Xunit;

namespace SmartCampus.Events.Tests.Aggregates;

/// <summary>ES8: a missing, stale, corrupt or outdated snapshot changes nothing but the time that a load takes.</summary>
public sealed class SnapshotEvolutionTests
{
    private static readonly StreamId Id = new("section-1");

    private readonly InMemoryEventStore _store = new(new EventSerializer(new EventTypes()
        .Add("section-opened", CampusJson.Default.SectionOpened)
        .Add("seat-taken", CampusJson.Default.SeatTaken)));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_newer_snapshot_of_another_schema_is_passed_over_for_an_older_one_that_fits()
    {
        await FillAsync();
        await SaveAsync(2, Section.SnapshotSchemaName!, """{"SeatsLeft":9}"""u8);
        await SaveAsync(4, "section-0", """{"Free":1000}"""u8);
        var watched = new WatchedStore(_store);

        var section = await new AggregateRepository(watched).LoadAsync<Section>(Id, cancellationToken: Cancellation);

        Assert.Equal((7, 4L), (section.State.SeatsLeft, section.Version.Value));
        Assert.Equal(3, watched.From!.Value.Value);
    }

    [Fact]
    public async Task A_changed_schema_name_makes_all_older_snapshots_invisible()
    {
        await FillAsync();
        await SaveAsync(4, "section-0", """{"SeatsLeft":1000}"""u8);
        var watched = new WatchedStore(_store);

        Assert.Equal(7, (await new AggregateRepository(watched).LoadAsync<Section>(Id, cancellationToken: Cancellation)).State.SeatsLeft);
        Assert.Equal(1, watched.From!.Value.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("""{"SeatsLeft":""")]
    [InlineData("""{"SeatsLeft":"many"}""")]
    [InlineData("""{"SeatsLeft":-1}""")] // Bounded refuses it in its constructor.
    public async Task A_state_that_cannot_be_read_is_passed_over_for_the_events(string state)
    {
        await FillAsync();
        await _store.SaveSnapshotAsync(new Snapshot(Id, 4, Bounded.SnapshotSchemaName!, System.Text.Encoding.UTF8.GetBytes(state)), Cancellation);

        var section = await new AggregateRepository(_store).LoadAsync<Bounded>(Id, cancellationToken: Cancellation);

        Assert.Equal((7, 4L), (section.State.SeatsLeft, section.Version.Value));
    }

    [Fact]
    public async Task A_state_that_cannot_be_written_does_not_make_the_save_fail()
    {
        var section = Bounded.Create(Id);
        section.Open(Bounded.Unwritable);

        var result = await new AggregateRepository(_store, SnapshotPolicy.Every(1)).SaveAsync([section], cancellationToken: Cancellation);

        Assert.Equal((1L, false), (section.Version.Value, result!.AlreadyCommitted));
        Assert.Null(await _store.GetLatestSnapshotAsync(Id, Bounded.SnapshotSchemaName!, null, Cancellation));
    }

    [Fact]
    public async Task A_store_that_is_closed_before_the_snapshot_does_not_make_the_save_fail()
    {
        var section = Section.Create(Id);
        section.Open(10);

        Assert.NotNull(await new AggregateRepository(new ClosedForSnapshots(_store), SnapshotPolicy.Every(1)).SaveAsync([section], cancellationToken: Cancellation));
        Assert.Empty(section.Uncommitted);
    }

    [Theory]
    [InlineData(1, "1,2,4,5,7")]
    [InlineData(2, "2,4,7")] // The save from 5 to 7 crosses 6, and the snapshot is of what was saved.
    [InlineData(3, "4,7")]
    [InlineData(100, "")]
    public async Task A_policy_takes_a_snapshot_of_what_each_due_save_has_left(int interval, string versions)
    {
        var repository = new AggregateRepository(_store, SnapshotPolicy.Every(interval));
        var section = Section.Create(Id);
        foreach (var events in (int[])[1, 1, 2, 1, 2])
        {
            for (var i = 0; i < events; i++) section.Open(i);
            await repository.SaveAsync([section], cancellationToken: Cancellation);
        }

        var taken = new List<long>();
        for (var version = 1; version <= 7; version++)
            if (await _store.GetLatestSnapshotAsync(Id, Section.SnapshotSchemaName!, version, Cancellation) is { } found && found.Version == version) taken.Add(version);
        Assert.Equal(versions, string.Join(',', taken));
    }

    private async Task FillAsync() =>
        await _store.AppendAsync(StreamAppend.To(Id, ExpectedVersion.NoStream, new SectionOpened(10), new SeatTaken("ada"), new SeatTaken("bob"), new SeatTaken("eve")), Cancellation);

    private ValueTask SaveAsync(long version, string schema, ReadOnlySpan<byte> state) =>
        _store.SaveSnapshotAsync(new Snapshot(Id, version, schema, state.ToArray()), Cancellation);

    /// <summary>Remembers the version with which the first page began.</summary>
    private sealed class WatchedStore(IEventStore inner) : DelegatingEventStore(inner)
    {
        public StreamVersion? From { get; private set; }

        public override ValueTask<StreamPage> ReadStreamPageAsync(StreamId stream, StreamReadOptions options, CancellationToken cancellationToken = default)
        {
            From ??= options.From;
            return Inner.ReadStreamPageAsync(stream, options, cancellationToken);
        }
    }

    private sealed class ClosedForSnapshots(IEventStore inner) : DelegatingEventStore(inner)
    {
        public override ValueTask SaveSnapshotAsync(Snapshot snapshot, CancellationToken cancellationToken = default) =>
            throw new ObjectDisposedException("store");
    }
}

/// <summary>A state that refuses to be what it must not be, whoever makes it.</summary>
internal sealed record BoundedState
{
    public BoundedState(int seatsLeft)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seatsLeft);
        SeatsLeft = seatsLeft;
    }

    public int SeatsLeft { get; init; }

    public string Label => SeatsLeft == Bounded.Unwritable ? throw new InvalidOperationException("This state cannot be written.") : "seats";
}

[JsonSerializable(typeof(BoundedState))]
internal sealed partial class BoundedJson : JsonSerializerContext;

internal sealed class Bounded(StreamId id) : Aggregate<Bounded, BoundedState>(id), IAggregate<Bounded, BoundedState>
{
    public const int Unwritable = 13;

    public static BoundedState Initial { get; } = new(0);

    public static SnapshotSchema<BoundedState>? Snapshots { get; } = new("bounded-1", BoundedJson.Default.BoundedState);

    public static Bounded Create(StreamId id) => new(id);

    public static BoundedState Evolve(BoundedState state, object @event) => @event switch
    {
        SectionOpened e => new BoundedState(e.Seats),
        SeatTaken => new BoundedState(state.SeatsLeft - 1),
        _ => state,
    };

    public void Open(int seats) => Raise(new SectionOpened(seats));
}
