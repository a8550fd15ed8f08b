using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>What the store keeps in memory has a limit. Alone, since other tests would be measured as well.</summary>
[Collection(nameof(MemoryTests))]
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public sealed class MemoryTests : IDisposable
{
    private readonly StoreFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Refused_appends_to_ever_new_streams_do_not_fill_the_memory()
    {
        await using var store = _file.Open();
        await RefuseAsync(store, 0, 70_000);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await RefuseAsync(store, 70_000, 200_000);
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(grown < 12 * 1024 * 1024, $"The store has grown by {grown:n0} bytes.");
    }

    private static async Task RefuseAsync(SqliteEventStore store, int from, int count)
    {
        for (var i = from; i < from + count; i += 1_000)
        {
            var refused = Enumerable.Range(i, 1_000).Select(n => store.AppendAsync(new StreamId($"room-{n}"), ExpectedVersion.Exactly(7)).AsTask());
            foreach (var each in refused.ToList()) await Assert.ThrowsAsync<ConcurrencyException>(() => each);
        }
    }
}
