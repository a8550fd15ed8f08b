using System.Collections.Immutable;
using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>
/// All that a node holds as of one moment. It is a value: the majority-committed view is an older one, a rollback goes back to it,
/// and what must vanish with the documents (change events, answers to retryable writes) vanishes because it is in here.
/// </summary>
/// <param name="Sequence">The place in the operation log; it grows with every write and is never used twice.</param>
internal sealed record NodeState(
    long Sequence,
    ImmutableSortedDictionary<string, CollectionState> Collections,
    ImmutableList<ChangeEvent> Changes,
    ImmutableDictionary<BsonValue, SessionRecord> Sessions)
{
    public static readonly NodeState Empty = new(
        1, ImmutableSortedDictionary.Create<string, CollectionState>(StringComparer.Ordinal), [], ImmutableDictionary<BsonValue, SessionRecord>.Empty);

    public CollectionState? Collection(string @namespace) => Collections.GetValueOrDefault(@namespace);

    public bool Equals(NodeState? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Sequence.GetHashCode();
}
