using System.Collections.Immutable;
using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>One index as of one moment.</summary>
internal sealed record IndexState(
    string Name, BsonDocument Pattern, bool Unique, ImmutableSortedSet<IndexEntry> Entries, ImmutableHashSet<string> Arrays, IndexOrder Order)
{
    private readonly string[] _paths = [.. Pattern.Names];

    public IReadOnlyList<string> Paths => _paths;

    public static IndexState Create(string name, BsonDocument pattern, bool unique)
    {
        var order = new IndexOrder([.. pattern.Values.Select(value => value.ToInt32())]);
        return new IndexState(name, pattern, unique, ImmutableSortedSet.Create<IndexEntry>(order), [], order);
    }

    public IndexState Add(long record, BsonDocument document, string @namespace)
    {
        var keys = IndexKeys.Of(document, _paths);
        var entries = Entries;
        foreach (var key in keys.Keys)
        {
            if (Unique && Holder(key) is { } holder && holder != record)
            {
                throw new DuplicateKeyException(@namespace, this, key);
            }

            entries = entries.Add(new IndexEntry(key, record));
        }

        return this with { Entries = entries, Arrays = Arrays.Union(keys.Arrays) };
    }

    public IndexState Remove(long record, BsonDocument document)
    {
        var entries = Entries;
        foreach (var key in IndexKeys.Of(document, _paths).Keys)
        {
            entries = entries.Remove(new IndexEntry(key, record));
        }

        return this with { Entries = entries };
    }

    /// <summary>Whether a path of this index goes through, or ends at, an array in any document so far.</summary>
    public bool IsMultikey(string path) => Arrays.Any(array => path == array || path.StartsWith(array + ".", StringComparison.Ordinal));

    /// <summary>The first record with exactly this key; a document may hold the same key many times.</summary>
    public long? Holder(BsonValue[] key)
    {
        var at = Place(IndexEntry.Before(key));
        return at < Entries.Count && Order.CompareKeys(Entries[at], IndexEntry.Before(key)) == 0 ? Entries[at].Record : null;
    }

    /// <summary>The number of entries before this one.</summary>
    public int Place(IndexEntry entry) => Entries.IndexOf(entry) is var at && at < 0 ? ~at : at;

    public BsonDocument Describe()
    {
        var description = new BsonDocument { { "v", 2 }, { "key", Pattern }, { "name", Name } };
        return Unique && Name != "_id_" ? description.Add("unique", true) : description;
    }

    // Equality by value would compare whole indexes.
    public bool Equals(IndexState? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}
