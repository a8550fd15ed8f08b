using System.Collections.Immutable;
using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>One collection as of one moment. Its documents are never changed in place: a change makes another one.</summary>
internal sealed record CollectionState(
    string Namespace, BsonBinaryData Uuid, ImmutableSortedDictionary<long, BsonDocument> Records, ImmutableList<IndexState> Indexes, long LastRecord)
{
    public static CollectionState Create(string @namespace) => new(
        @namespace,
        new BsonBinaryData(Guid.NewGuid(), GuidRepresentation.Standard),
        ImmutableSortedDictionary<long, BsonDocument>.Empty,
        [IndexState.Create("_id_", new BsonDocument("_id", 1), unique: true)],
        0);

    public CollectionState Insert(BsonDocument document)
    {
        var record = LastRecord + 1;
        return this with
        {
            LastRecord = record,
            Records = Records.Add(record, document),
            Indexes = Indexes.ConvertAll(index => index.Add(record, document, Namespace)),
        };
    }

    public CollectionState Replace(long record, BsonDocument document)
    {
        var before = Records[record];
        return this with
        {
            Records = Records.SetItem(record, document),
            Indexes = Indexes.ConvertAll(index => index.Remove(record, before).Add(record, document, Namespace)),
        };
    }

    public CollectionState Delete(long record)
    {
        var before = Records[record];
        return this with { Records = Records.Remove(record), Indexes = Indexes.ConvertAll(index => index.Remove(record, before)) };
    }

    public CollectionState AddIndex(IndexState index)
    {
        foreach (var (record, document) in Records)
        {
            index = index.Add(record, document, Namespace);
        }

        return this with { Indexes = Indexes.Add(index) };
    }

    public IndexState? Index(string name) => Indexes.Find(index => index.Name == name);

    public long? Find(BsonValue id) => Indexes[0].Holder([id]);

    public bool Equals(CollectionState? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Namespace.GetHashCode(StringComparison.Ordinal);
}
