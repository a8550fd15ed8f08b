using MongoDB.Bson;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>Proves the invariants of the log from its documents, without the store's own code.</summary>
internal static class Audit
{
    /// <summary>Positions are disjoint, and without a hole up to the last; slots and versions of each stream are dense and rise with positions; each commit is whole.</summary>
    /// <param name="commits">All documents.</param>
    /// <param name="isFilled">Whether every hole must have been filled by now.</param>
    /// <returns>The number of events of each commit id.</returns>
    public static Dictionary<Guid, int> Verify(IReadOnlyList<BsonDocument> commits, bool isFilled = true)
    {
        var ordered = commits.OrderBy(c => c["p"].AsInt64).ToArray();
        var heads = new Dictionary<string, (long Slot, long Version)>(StringComparer.Ordinal);
        var stored = new Dictionary<Guid, int>();
        long end = 0;
        foreach (var commit in ordered)
        {
            var (last, entries) = (commit["p"].AsInt64, commit["e"].AsBsonArray);
            Assert.Equal(entries.Count, commit["n"].AsInt32);
            var first = last - entries.Count + 1;
            Assert.True(first > end, $"The commit of {first}..{last} overlaps one that ends at {end}.");
            if (isFilled) Assert.Equal(end + 1, first);
            end = last;
            if (commit["_id"].IsInt64)
            {
                Assert.Equal(last, commit["_id"].AsInt64);
                Assert.Single(entries);
                continue;
            }
            foreach (var entry in entries)
            {
                var stream = entry["s"].AsString;
                var head = heads.GetValueOrDefault(stream);
                Assert.Equal(head.Slot + 1, entry["k"].AsInt64);
                var version = head.Version + (entry.AsBsonDocument.Contains("c") ? 0 : 1);
                Assert.Equal(version, entry["v"].AsInt64);
                heads[stream] = (head.Slot + 1, version);
            }
            stored.Add(commit["_id"].AsBsonBinaryData.ToGuid(GuidRepresentation.Standard), entries.Count);
        }
        return stored;
    }

    public static int Fillers(IReadOnlyList<BsonDocument> commits) => commits.Count(c => c["_id"].IsInt64);
}
