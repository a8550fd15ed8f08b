using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>ES1, ES4, ES8, ES9 and ES12 after a restart, with the index on disk at all stages: far behind, in the middle, up to date.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly StoreFile _file = new();

    public static TheoryData<int> IndexBatchSizes => [1, 7, 40, 16_384];

    public void Dispose() => _file.Dispose();

    [Theory]
    [MemberData(nameof(IndexBatchSizes))]
    public async Task Heads_ids_tokens_snapshots_and_what_is_deleted_are_known_after_a_restart(int indexBatchSize)
    {
        var streams = Enumerable.Range(0, 10).Select(i => new StreamId($"room-{i}")).ToArray();
        var requests = new List<(AppendRequest Request, AppendResult Result)>();
        await using (var store = _file.Open(indexBatchSize))
        {
            for (var i = 0; i < 60; i++)
            {
                var request = new AppendRequest([Steps.Part(streams[i % 10], ExpectedVersion.Any, 2, token: i + 1), Steps.Part(new StreamId("log"), ExpectedVersion.Any)]);
                requests.Add((request, await store.AppendAsync(request, Cancellation)));
            }
            await store.SaveSnapshotAsync(new Snapshot(streams[0], 5, "v1", "state"u8.ToArray()), Cancellation);
            await store.DeleteAsync(streams[1], ExpectedVersion.Any, Cancellation);
            await store.TruncateAsync(streams[2], 4, ExpectedVersion.Any, Cancellation);
            await store.TombstoneAsync(streams[3], ExpectedVersion.Any, Cancellation);
        }

        await using var again = _file.Open(indexBatchSize);
        foreach (var (request, first) in requests)
        {
            var retried = await again.AppendAsync(request, Cancellation);
            Assert.True(retried.AlreadyCommitted);
            Assert.Equal(first.Position, retried.Position);
            Assert.Equal(first.Streams, retried.Streams);
        }
        foreach (var stream in streams.Where((_, i) => i != 3)) Assert.Equal(12, (await again.HeadAsync(stream)).Head.Value);
        var fenced = await Assert.ThrowsAsync<FencedException>(async () => await again.AppendAsync(streams[9], ExpectedVersion.Any, token: 59));
        Assert.Equal(60, fenced.Highest);
        Assert.Equal("state"u8.ToArray(), (await again.GetLatestSnapshotAsync(streams[0], "v1", null, Cancellation))!.State.ToArray());
        Assert.Equal(StreamStatus.Deleted, (await again.HeadAsync(streams[1])).Status);
        Assert.Equal(4, (await again.ReadAsync(streams[2]))[0].Version.Value);
        Assert.Equal(StreamStatus.Tombstoned, (await again.HeadAsync(streams[3])).Status);
        Assert.Equal(12 * 7 + 9 + 60, (await again.ReadAllAsync()).Count);
        Assert.Equal(60, (await again.ReadAsync(new StreamId("log"))).Count);
    }

    [Fact]
    public async Task What_is_deleted_leaves_the_file_when_the_index_is_written()
    {
        await using (var store = _file.Open(indexBatchSize: 20))
        {
            await store.AppendAsync(Steps.Room, ExpectedVersion.Any, 10);
            await store.DeleteAsync(Steps.Room, ExpectedVersion.Any, Cancellation);
            await store.AppendAsync(new StreamId("other"), ExpectedVersion.Any, 30);
        }
        Assert.Equal(0, _file.Number("select count(*) from events where stream = 'room-1' and kind = 0"));
        Assert.Equal(0, _file.Number("select count(*) from runs where stream = 'room-1' and positions > x''"));
    }

    [Fact]
    public async Task A_stream_that_grows_slowly_has_full_runs()
    {
        await using (var store = _file.Open(indexBatchSize: 1))
        {
            for (var i = 0; i < 300; i++) await store.AppendAsync(Steps.Room, ExpectedVersion.Exactly(i));
        }
        Assert.Equal(2, _file.Number("select count(*) from runs"));
        await using var again = _file.Open();
        Assert.Equal(300, (await again.VerifyAsync())[Steps.Room]);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
