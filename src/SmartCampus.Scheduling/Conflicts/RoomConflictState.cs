using System.Collections.Immutable;

namespace SmartCampus.Scheduling;

/// <summary>The open conflicts of a section in a term.</summary>
/// <param name="Open">Each by the room that is too small.</param>
internal sealed record RoomConflictState(ImmutableDictionary<RoomId, RoomConflict> Open)
{
    internal static RoomConflictState Initial { get; } = new(ImmutableDictionary<RoomId, RoomConflict>.Empty);

    internal static RoomConflictState Evolve(RoomConflictState state, object @event) => @event switch
    {
        RoomConflictRaisedEvent e => new RoomConflictState(state.Open.SetItem(e.RoomId, RoomConflict.Of(e))),
        RoomConflictResolvedEvent e => new RoomConflictState(state.Open.Remove(e.RoomId)),
        _ => state,
    };
}
