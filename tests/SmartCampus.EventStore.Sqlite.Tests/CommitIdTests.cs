using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>ES4 over an index of commit ids that has many blocks, whatever the ids are.</summary>
public sealed class CommitIdTests : IDisposable
{
    private const int Count = 600;

    private readonly StoreFile _file = new();

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ids_in_any_order_are_found_again(bool areInOrder)
    {
        const int seed = 7;
        var random = new Random(seed);
        var requests = Enumerable.Range(0, Count).Select(_ => Request(areInOrder ? CommitId.New() : RandomId(random))).ToList();
        var first = new List<AppendResult>();
        await using (var store = _file.Open(indexBatchSize: 40))
        {
            foreach (var request in requests) first.Add(await store.AppendAsync(request, TestContext.Current.CancellationToken));
        }
        Assert.True(_file.Number("select count(*) from commits") > 5, "all commits are in a few blocks");

        await using (var again = _file.Open(indexBatchSize: 40))
        {
            for (var i = 0; i < Count; i++)
            {
                var result = await again.AppendAsync(requests[i], TestContext.Current.CancellationToken);
                Assert.True(result.AlreadyCommitted);
                Assert.Equal((first[i].Position, first[i].Streams[0]), (result.Position, result.Streams[0]));
            }
        }
        Assert.Equal("", string.Join("; ", (await SqliteEventStore.CheckIntegrityAsync(_file.Path, null, TestContext.Current.CancellationToken)).Findings));
    }

    [Fact]
    public async Task A_commit_of_many_streams_is_larger_than_a_block()
    {
        var parts = Enumerable.Range(0, 500).Select(i => Steps.Part(new StreamId($"section-of-a-long-name-{i}"), ExpectedVersion.NoStream)).ToList();
        var request = new AppendRequest(parts);
        await using (var store = _file.Open(indexBatchSize: 1))
        {
            await store.AppendAsync(Steps.Room, ExpectedVersion.Any);
            await store.AppendAsync(request, TestContext.Current.CancellationToken);
            await store.AppendAsync(Steps.Room, ExpectedVersion.Any);
        }
        await using var again = _file.Open();
        var result = await again.AppendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(result.AlreadyCommitted);
        Assert.Equal(parts.Select(p => p.Stream), result.Streams.Select(s => s.Stream));
    }

    private static AppendRequest Request(CommitId id) => new(Steps.Part(Steps.Room, ExpectedVersion.Any)) { CommitId = id };

    private static CommitId RandomId(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new CommitId(new Guid(bytes));
    }
}
