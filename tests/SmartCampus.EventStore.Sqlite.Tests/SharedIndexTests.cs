using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>ES2, ES4 and ES6 when several stores write the index of one file in turn.</summary>
public sealed class SharedIndexTests : IDisposable
{
    private readonly StoreFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task A_store_goes_on_behind_an_index_that_another_has_written_from_the_same_entries()
    {
        var requests = Enumerable.Range(0, 9).Select(i => new AppendRequest(Steps.Part(new StreamId($"room-{i % 2}"), ExpectedVersion.Any))).ToList();
        await using (var a = _file.Open(indexBatchSize: 5))
        await using (var b = _file.Open(indexBatchSize: 4))
        {
            foreach (var request in requests[..3]) await b.AppendAsync(request, Cancellation);
            // A now has all entries in memory, its own and those of B, and B has not seen the last one.
            await a.AppendAsync(requests[3], Cancellation);
            Assert.Equal(0, Mark);
            await WriteIndexAsync(b);
            Assert.Equal(4, Mark);

            foreach (var request in requests[4..]) await a.AppendAsync(request, Cancellation);
            await RefuseAsync(a);
            Assert.Equal(9, Mark);
        }
        Assert.Equal(0, (await SqliteEventStore.CheckIntegrityAsync(_file.Path, null, TestContext.Current.CancellationToken)).FindingCount);

        await using var again = _file.Open();
        foreach (var request in requests) Assert.True((await again.AppendAsync(request, Cancellation)).AlreadyCommitted);
        var heads = await again.VerifyAsync();
        Assert.Equal((5, 4), (heads[new StreamId("room-0")], heads[new StreamId("room-1")]));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private long Mark => _file.Number("select position from mark");

    /// <summary>Lets a store see the whole log, without a commit; it writes the index behind the answer, and so before it answers again.</summary>
    private static async Task WriteIndexAsync(SqliteEventStore store)
    {
        await RefuseAsync(store);
        await RefuseAsync(store);
    }

    private static async Task RefuseAsync(SqliteEventStore store) =>
        await Assert.ThrowsAsync<ConcurrencyException>(async () => await store.AppendAsync(new StreamId("room-0"), ExpectedVersion.Exactly(99)));
}
