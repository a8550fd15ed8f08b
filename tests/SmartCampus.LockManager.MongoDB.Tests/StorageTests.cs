using MongoDB.Bson;
using Xunit;

namespace SmartCampus.Locking.Tests;

/// <summary>LM10: what is not held takes no space, and one round trip is what a lock operation costs.</summary>
public sealed class StorageTests : LockTest
{
    [Fact]
    public async Task Ten_thousand_keys_leave_the_buckets_as_they_were()
    {
        var locks = Open();
        await Parallel.ForEachAsync(Enumerable.Range(0, 10_000), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancellation }, async (key, cancellation) =>
        {
            var lease = await locks.AcquireAsync($"key {key}", "ada", Patient, cancellation);
            if (key % 100 != 0) Assert.True(await lease.ReleaseAsync(cancellation));
        });
        Assert.Equal(100, Leases().Count);
        Advance(TimeSpan.FromSeconds(30));
        await UntilAsync(() => Leases().Count == 0);

        Assert.Equal(4_096, Buckets().Count);
        // The bucket, and the 16 answers of 38 bytes that it keeps at the most.
        Assert.All(Buckets(), bucket => Assert.InRange(bucket.ToBson().Length, 1, 120 + (16 * 40)));
    }

    [Fact]
    public async Task Each_operation_is_one_round_trip_and_a_break_two()
    {
        var locks = Open();
        await (await locks.AcquireAsync("warm", "ada", AtOnce, Cancellation)).ReleaseAsync(Cancellation);
        Server.Log.Clear();

        var lease = await locks.AcquireAsync("a", "ada", AtOnce, Cancellation);
        AssertLogged("findAndModify");
        await lease.ExtendAsync(null, Cancellation);
        AssertLogged("findAndModify");
        var waiting = locks.AcquireAsync("a", "bob", Patient, Cancellation).AsTask();
        await lease.ReleaseAsync(Cancellation);
        var next = await waiting.WaitAsync(Cancellation);
        AssertLogged("findAndModify");
        await next.ReleaseAsync(Cancellation);
        AssertLogged("findAndModify");
        Assert.Empty(await locks.InspectAsync(null, Cancellation));
        AssertLogged("aggregate");
        await locks.AcquireAsync("a", "ada", AtOnce, Cancellation);
        AssertLogged("findAndModify");
        Assert.True(await locks.BreakAsync("a", Cancellation));
        AssertLogged("aggregate", "findAndModify");
    }

    private void AssertLogged(params string[] commands)
    {
        Assert.Equal(commands, Server.Log.Select(command => command.Name).Where(name => name is not ("hello" or "ping")));
        Server.Log.Clear();
    }
}
