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

    [Fact]
    public async Task A_log_that_can_be_read_only_in_part_is_not_taken_for_a_shorter_one() // ES13, ES1
    {
        var newest = new StreamReadOptions { Direction = ReadDirection.Backward, MaxCount = 1 };
        await using var a = _file.Open();
        await using var b = _file.Open(indexBatchSize: 4);
        for (var i = 0; i < 4; i++) await a.AppendAsync(Steps.Room, ExpectedVersion.Any);
        await WriteIndexAsync(b);
        for (var i = 0; i < 3; i++) await b.AppendAsync(Steps.Room, ExpectedVersion.Any);
        Assert.Equal(7, (await a.ReadStreamPageAsync(Steps.Room, newest, Cancellation)).Head.Value);
        _file.Execute("update events set header_checksum = header_checksum + 1 where position = 6;");
        Assert.Equal(7, (await a.ReadStreamPageAsync(Steps.Room, newest, Cancellation)).Head.Value);

        // The index of B made A begin anew behind it, and A has come as far as the damage.
        await Assert.ThrowsAsync<CorruptEventException>(async () => await a.AppendAsync(Steps.Room, ExpectedVersion.Any));
        for (var i = 0; i < 2; i++)
        {
            await Assert.ThrowsAsync<CorruptEventException>(async () => await a.ReadStreamPageAsync(Steps.Room, newest, Cancellation));
            await Assert.ThrowsAsync<CorruptEventException>(async () => await a.ReadAllPageAsync(AllReadOptions.Default, Cancellation));
            await Assert.ThrowsAsync<CorruptEventException>(async () => await a.WaitForEventsAsync(new GlobalPosition(6), Cancellation));
        }

        _file.Execute("update events set header_checksum = header_checksum - 1 where position = 6;");
        Assert.Equal(7, (await a.ReadStreamPageAsync(Steps.Room, newest, Cancellation)).Head.Value);
        await a.AppendAsync(Steps.Room, ExpectedVersion.Exactly(7));
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
