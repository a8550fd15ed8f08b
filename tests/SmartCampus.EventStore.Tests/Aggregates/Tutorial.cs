using System.Text.Json.Serialization;

namespace SmartCampus.Events.Tests.Aggregates;

internal sealed record TutorialPlanned(IReadOnlyList<string> Days);

internal sealed record Forgetful
{
    [JsonIgnore]
    public string? Secret { get; init; }
}

internal sealed record TutorialState(int Days)
{
    [JsonIgnore]
    public string? Note { get; init; }
}

[JsonSerializable(typeof(TutorialPlanned))]
[JsonSerializable(typeof(Forgetful))]
[JsonSerializable(typeof(TutorialState))]
internal sealed partial class TutorialJson : JsonSerializerContext;

internal sealed class Tutorial(StreamId id) : Aggregate<Tutorial, TutorialState>(id), IAggregate<Tutorial, TutorialState>
{
    public static TutorialState Initial { get; } = new(0);

    public static SnapshotSchema<TutorialState>? Snapshots { get; } = new("tutorial-1", TutorialJson.Default.TutorialState);

    public static Tutorial Create(StreamId id) => new(id);

    public static TutorialState Evolve(TutorialState state, object @event) =>
        @event is TutorialPlanned e ? state with { Days = e.Days.Count, Note = "planned" } : state;

    public int Plan(params string[] days)
    {
        if (State.Days > 0) throw new InvalidOperationException("Planned already.");
        Raise(new TutorialPlanned(days));
        return days.Length;
    }

    public void PlanAndThrow()
    {
        Plan("mon");
        Plan("mon");
    }

    public void Forget() => Raise(new Forgetful { Secret = "x" });
}
