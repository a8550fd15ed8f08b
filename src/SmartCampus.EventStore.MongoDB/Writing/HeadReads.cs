namespace SmartCampus.Events;

/// <summary>Reads the heads that a group needs and that are not remembered, some at a time.</summary>
internal static class HeadReads
{
    private const int MaxParallel = 16;

    /// <summary>Remembers the heads. Operations on a stream whose head is damaged are told so; one damaged stream takes no other with it.</summary>
    public static async Task RunAsync(CommitReader reader, HeadCache heads, List<WriteOperation> group, string[] streams)
    {
        var found = new StreamHead?[streams.Length];
        await Parallel.ForAsync(0, streams.Length, new ParallelOptions { MaxDegreeOfParallelism = MaxParallel }, async (i, cancellationToken) =>
        {
            try
            {
                found[i] = await reader.HeadAsync(streams[i], cancellationToken).ConfigureAwait(false);
            }
            catch (CorruptEventException e)
            {
                foreach (var operation in group.Where(o => o.Streams.Contains(streams[i], StringComparer.Ordinal))) operation.Fail(e);
            }
        }).ConfigureAwait(false);
        for (var i = 0; i < streams.Length; i++)
            if (found[i] is { } head) heads.Set(streams[i], head);
    }
}
