using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SmartCampus.Events.Tests.Aggregates;
using Xunit;

namespace SmartCampus.Events.Tests.Serialization;

/// <summary>ES10: what three versions of a program have written is one history to an aggregate and to a projection. The read paths of stores are in the contract suite.</summary>
public sealed class EvolutionTests
{
    private static readonly StreamId Id = new("section-1");

    private readonly InMemoryEventStore _store = new(new ThreeVersions());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_aggregate_folds_events_of_all_versions_as_the_newest_cold_and_warm_and_from_a_snapshot()
    {
        await AppendAsync(new OpenedOnce(10), new OpenedTwice(20, "B1"));
        var repository = new AggregateRepository(_store, SnapshotPolicy.Every(2));
        Assert.Equal(20, (await repository.LoadAsync<Section>(Id, cancellationToken: Cancellation)).State.SeatsLeft);

        await AppendAsync(new OpenedOnce(15));
        var section = await repository.LoadAsync<Section>(Id, cancellationToken: Cancellation); // From the kept state.
        Assert.Equal(15, section.State.SeatsLeft);
        section.Open(30);
        await repository.SaveAsync([section], cancellationToken: Cancellation);

        var last = (await _store.ReadStreamAsync(Id, null, Cancellation).ToListAsync(Cancellation))[^1];
        Assert.Equal(("section-opened", 3), (last.EventType, last.SchemaVersion));
        Assert.NotNull(await _store.GetLatestSnapshotAsync(Id, Section.SnapshotSchemaName!, null, Cancellation));
        await AppendAsync(new OpenedTwice(7, "B2"));
        Assert.Equal(7, (await new AggregateRepository(_store).LoadAsync<Section>(Id, cancellationToken: Cancellation)).State.SeatsLeft);
        Assert.Equal(20, (await repository.LoadAsync<Section>(Id, 2, Cancellation)).State.SeatsLeft);
    }

    [Fact]
    public async Task A_projection_sees_events_of_all_versions_as_the_newest_and_passes_over_what_it_does_not_name()
    {
        await AppendAsync(new OpenedOnce(10), new Forgotten("unknown by now"), new OpenedTwice(20, "B1"), new SectionOpened(30));
        var seats = new Projection<SeatSum>(_store, new SeatSum());

        await seats.CatchUpAsync(Cancellation);

        Assert.Equal(10 + 20 + 30, seats.Query(view => view.Seats).Value);
    }

    [Fact]
    public async Task An_aggregate_that_meets_an_unknown_type_is_not_loaded_and_the_error_says_where()
    {
        await AppendAsync(new OpenedOnce(10), new Forgotten("unknown by now"));
        var position = (await _store.ReadAllAsync(null, Cancellation).ToListAsync(Cancellation))[1].Position;

        var unknown = await Assert.ThrowsAsync<UnknownEventTypeException>(async () => await new AggregateRepository(_store).LoadAsync<Section>(Id, cancellationToken: Cancellation));

        Assert.Equal((Id, 2L, position, "forgotten"), (unknown.Stream, unknown.Version.Value, unknown.Position, unknown.EventType));
        Assert.Equal(10, (await new AggregateRepository(_store).LoadAsync<Section>(Id, 1, Cancellation)).State.SeatsLeft);
    }

    private async Task AppendAsync(params object[] events) => await _store.AppendAsync(StreamAppend.To(Id, ExpectedVersion.Any, events), Cancellation);

    private sealed class SeatSum : IView
    {
        public static IReadOnlyCollection<Type> EventTypes { get; } = [typeof(SectionOpened)];

        public int Seats { get; private set; }

        public void Apply(EventEnvelope envelope) => Seats += ((SectionOpened)envelope.Event).Seats;
    }

    /// <summary>Writes as the program did that knew the type, and reads as the newest one does.</summary>
    private sealed class ThreeVersions : IEventSerializer
    {
        private readonly EventSerializer _first = new(new EventTypes()
            .Add("section-planned", EvolutionJson.Default.OpenedOnce)
            .Add("forgotten", EvolutionJson.Default.Forgotten));

        private readonly EventSerializer _second = new(new EventTypes()
            .Add("section-planned", EvolutionJson.Default.OpenedTwice, type => type.Upcast(AddRoom)));

        private readonly EventSerializer _third = new(new EventTypes()
            .Add("seat-taken", CampusJson.Default.SeatTaken)
            .Add("section-opened", CampusJson.Default.SectionOpened, type => type.FormerName("section-planned").Upcast(AddRoom).Upcast(NameSeats)));

        public SerializedEvent Serialize(EventData data) => data.Event switch
        {
            OpenedOnce or Forgotten => _first.Serialize(data),
            OpenedTwice => _second.Serialize(data),
            _ => _third.Serialize(data),
        };

        public object Deserialize(EventEnvelope envelope) => _third.Deserialize(envelope);

        public EventMetadata DeserializeMetadata(ReadOnlyMemory<byte> metadata) => _third.DeserializeMetadata(metadata);

        public IReadOnlySet<string> GetTypeNames(Type type) => _third.GetTypeNames(type);

        private static JsonObject AddRoom(JsonObject first) => new() { ["Places"] = first["Places"]?.DeepClone(), ["Room"] = "none" };

        private static JsonObject NameSeats(JsonObject second) => second.ContainsKey("Room")
            ? new() { ["Seats"] = second["Places"]?.DeepClone() }
            : throw new InvalidOperationException("The step before must have run.");
    }
}

internal sealed record OpenedOnce(int Places);

internal sealed record OpenedTwice(int Places, string Room);

internal sealed record Forgotten(string Text);

[JsonSerializable(typeof(OpenedOnce))]
[JsonSerializable(typeof(OpenedTwice))]
[JsonSerializable(typeof(Forgotten))]
internal sealed partial class EvolutionJson : JsonSerializerContext;
