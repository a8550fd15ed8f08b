using Xunit;

namespace SmartCampus.Locking.Tests;

/// <summary>LM3: tokens rise whatever becomes of leases, managers and buckets.</summary>
public sealed class TokenTests : LockTest
{
    [Fact]
    public async Task Tokens_rise_over_release_expiry_break_clean_up_and_new_managers()
    {
        var tokens = new List<long>();
        for (var round = 0; round < 3; round++)
        {
            var locks = Open();
            var released = await locks.AcquireAsync("a", "ada", AtOnce, Cancellation);
            await released.ReleaseAsync(Cancellation);
            var expired = await locks.AcquireAsync("a", "ada", AtOnce, Cancellation);
            Advance(TimeSpan.FromSeconds(30));
            var broken = await locks.AcquireAsync("a", "ada", AtOnce, Cancellation);
            await locks.BreakAsync("a", Cancellation);
            var left = await locks.AcquireAsync("a", "ada", AtOnce, Cancellation);
            tokens.AddRange([released.FencingToken, expired.FencingToken, broken.FencingToken, left.FencingToken]);
            await locks.DisposeAsync();
            Assert.Empty(Leases());
        }

        Assert.Equal(tokens.Distinct().Order(), tokens);
    }

    [Fact]
    public async Task Tokens_rise_over_a_schema_that_is_ensured_again()
    {
        var locks = Open();
        var before = await locks.AcquireAsync("a", "ada", AtOnce, Cancellation);
        await before.ReleaseAsync(Cancellation);

        await MongoLockManager.EnsureSchemaAsync(Options, Cancellation);

        Assert.Equal(before.FencingToken + 1, (await locks.AcquireAsync("a", "ada", AtOnce, Cancellation)).FencingToken);
    }

    [Fact]
    public async Task Tokens_rise_over_a_collection_that_was_lost()
    {
        var before = await Open().AcquireAsync("a", "ada", AtOnce, Cancellation);
        foreach (var bucket in Buckets()) Server.Remove("campus", "locks", bucket["_id"]);
        ServerTime.Advance(TimeSpan.FromMilliseconds(1));

        await MongoLockManager.EnsureSchemaAsync(Options, Cancellation);

        Assert.True((await Open().AcquireAsync("a", "bob", AtOnce, Cancellation)).FencingToken > before.FencingToken);
    }
}
