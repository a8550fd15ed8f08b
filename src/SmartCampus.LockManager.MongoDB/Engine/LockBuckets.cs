namespace SmartCampus.Locking;

/// <summary>A fixed number of documents holds all locks, so that what must outlive a lock, the highest token, takes bounded space.</summary>
internal static class LockBuckets
{
    public const int Count = 4_096;

    /// <summary>The document that holds a resource; the same on every machine. FNV-1a over the characters, folded.</summary>
    public static int Of(string resource)
    {
        var hash = 2_166_136_261u;
        foreach (var character in resource) hash = unchecked((hash ^ character) * 16_777_619);
        return (int)((hash ^ (hash >> 16)) % Count);
    }
}
