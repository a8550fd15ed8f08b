using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>What the tests of disks do all the time.</summary>
internal static class DiskSteps
{
    /// <summary>Opens a store over a copy of a disk, looks at it, and gives what that disk would be like after all this.</summary>
    public static async Task<DiskImage> OpenCopyAsync(this DiskImage image, Func<SqliteEventStore, Task> look)
    {
        using var file = new StoreFile();
        using var disk = new FaultyDisk(file.Path, isSimulated: true, image);
        await using var store = file.Open(indexBatchSize: 7);
        await look(store);
        return disk.Image();
    }

    /// <summary>The commits that are there; each whole log is verified on the way.</summary>
    public static async Task<Dictionary<CommitId, int>> CommitsAsync(this SqliteEventStore store)
    {
        await store.VerifyAsync();
        return (await store.ReadAllAsync(new AllReadOptions { MaxCount = PageSize.Max })).GroupBy(e => e.CommitId).ToDictionary(g => g.Key, g => g.Count());
    }

    public static AppendRequest Request(StreamId stream, int count = 1) => new(Steps.Part(stream, ExpectedVersion.Any, count));

    public static ValueTask<AppendResult> AppendAsync(this SqliteEventStore store, AppendRequest request) =>
        store.AppendAsync(request, TestContext.Current.CancellationToken);

    /// <summary>Waits for something that another thread does; the limit is only there for a test that would hang.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while (!condition()) await Task.Delay(2, patience.Token);
    }
}
