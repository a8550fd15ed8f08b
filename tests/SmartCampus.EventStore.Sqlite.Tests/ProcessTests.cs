using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>ES1, ES2 and ES3 with processes of their own: killed at any moment, and several on one file.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly StoreFile _file = new();

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData(400, 16_384)]
    [InlineData(900, 50)]
    public async Task Every_append_that_was_acknowledged_before_a_kill_is_there_whole(int acknowledgements, int indexBatchSize)
    {
        using var worker = new WorkerProcess(_file.Path, "room-", streams: 5, clients: 8, count: int.MaxValue, indexBatchSize);
        var acknowledged = await worker.ReadAsync(acknowledgements);
        worker.Kill();
        acknowledged.AddRange(await worker.ReadAsync());

        await using var store = _file.Open(indexBatchSize);
        var heads = await store.VerifyAsync();
        Assert.True(acknowledged.Count >= acknowledgements);
        var commits = (await store.ReadAllAsync()).ToLookup(e => e.CommitId);
        foreach (var (stream, last, position, commitId) in acknowledged)
        {
            Assert.Equal([last - 1, last], commits[commitId].Select(e => e.Version.Value));
            Assert.Equal(position, commits[commitId].Last().Position.Value);
            Assert.All(commits[commitId], e => Assert.Equal(stream, e.Stream));
        }
        // What was not acknowledged is there whole or not at all.
        Assert.All(commits, commit => Assert.Equal(2, commit.Count()));
        Assert.All(heads.Keys, stream => Assert.StartsWith("room-", stream.Value, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Processes_on_one_file_share_streams_without_a_gap_or_a_lost_append(int processes)
    {
        const int count = 60, clients = 3;
        var workers = Enumerable.Range(0, processes).Select(_ => new WorkerProcess(_file.Path, "room-", streams: 4, clients, count, indexBatchSize: 100)).ToList();
        var acknowledged = await Task.WhenAll(workers.Select(w => w.ReadAsync()));
        Assert.All(await Task.WhenAll(workers.Select(w => w.ExitCodeAsync())), code => Assert.Equal(0, code));
        workers.ForEach(w => w.Dispose());

        await using var store = _file.Open();
        var heads = await store.VerifyAsync();
        Assert.Equal(processes * clients * count * 2, heads.Values.Sum());
        Assert.Equal(processes * clients * count, acknowledged.SelectMany(a => a).Select(a => a.Position).Distinct().Count());
    }
}
