using Xunit;

namespace SmartCampus.Events.Tests.Values;

/// <summary>ES4: a retry is known by its commit id, so no two appends may ever be given the same one.</summary>
public sealed class CommitIdTests
{
    [Fact]
    public async Task New_ids_differ_on_one_thread_and_between_threads()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 1_000).Select(_ => CommitId.New()).ToArray())));

        Assert.Equal(8_000, ids.SelectMany(some => some).Distinct().Count());
    }

    [Fact]
    public void A_new_id_is_a_version_7_GUID_that_begins_with_the_time()
    {
        var before = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var id = CommitId.New().Value;
        var after = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

        Assert.Equal(7, id.Version);
        Assert.InRange(id.Variant, 0x8, 0xB);
        Assert.InRange(Convert.ToInt64(id.ToString("N")[..12], 16), before, after);
    }
}
