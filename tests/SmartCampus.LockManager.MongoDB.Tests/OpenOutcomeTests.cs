using MongoDB.Bson;
using SmartCampus.MongoWire;
using Xunit;

namespace SmartCampus.Locking.Tests;

/// <summary>LM1, LM2: a caller who gives up while the server has not answered leaves nothing behind, and late requests grant nothing to anybody for longer than a lease.</summary>
public sealed class OpenOutcomeTests : LockTest
{
    [Fact]
    public async Task A_caller_who_is_cancelled_while_the_server_decides_holds_nothing()
    {
        var locks = Open();
        using var stop = new CancellationTokenSource();
        var gate = Server.Faults.Hold("findAndModify", "locks");
        var acquiring = locks.AcquireAsync("a", "ada", Patient, stop.Token).AsTask();
        await gate.Reached.WaitAsync(Cancellation);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => acquiring.WaitAsync(Cancellation));
        var writes = Writes();
        gate.Release();

        await UntilAsync(() => Writes() > writes && Leases().Count == 0);
        Assert.NotNull(await Open().TryAcquireAsync("a", "bob", AtOnce, Cancellation));
    }

    [Fact]
    public async Task A_caller_whose_time_is_over_while_the_server_decides_holds_nothing()
    {
        var locks = Open();
        var gate = Server.Faults.Hold("findAndModify", "locks");
        var acquiring = locks.AcquireAsync("a", "ada", Patient with { WaitTimeout = TimeSpan.FromSeconds(1) }, Cancellation).AsTask();
        await gate.Reached.WaitAsync(Cancellation);

        Clock.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<LockTimeoutException>(() => acquiring.WaitAsync(Cancellation));
        var writes = Writes();
        gate.Release();

        await UntilAsync(() => Writes() > writes && Leases().Count == 0);
    }

    [Fact]
    public async Task A_grant_whose_answer_never_came_is_given_back_when_the_server_answers_again()
    {
        var locks = Open();
        Server.Faults.Next("findAndModify", "locks", Fault.DropAfterApplying, times: int.MaxValue);
        var acquiring = locks.AcquireAsync("a", "ada", Patient, Cancellation).AsTask();
        await Assert.ThrowsAsync<LockUnavailableException>(() => WhileManagersLookAsync(acquiring));
        Assert.Single(Leases());

        Server.Faults.Clear();
        var (tries, clock) = (0, Clock);
        await UntilAsync(() =>
        {
            if (tries++ % 20 == 0) clock.Advance(TimeSpan.FromMilliseconds(100));
            return Leases().Count == 0;
        });

        Assert.Equal(DateTimeOffset.UnixEpoch.AddYears(30), ServerTime.GetUtcNow());
    }

    [Fact]
    public async Task A_release_whose_answer_never_came_says_so_and_comes_true_later()
    {
        var (locks, other) = (Open(), Open());
        var lease = await locks.AcquireAsync("a", "ada", AtOnce with { Lease = TimeSpan.FromHours(1), AutoRenew = true }, Cancellation);
        Server.Faults.Next("findAndModify", "locks", Fault.DropBeforeApplying, times: int.MaxValue);
        await Assert.ThrowsAsync<LockUnavailableException>(() => WhileManagersLookAsync(lease.ReleaseAsync(Cancellation).AsTask()));

        Server.Faults.Clear();
        var taking = other.AcquireAsync("a", "bob", Patient, Cancellation).AsTask();

        Assert.True((await WhileManagersLookAsync(taking)).FencingToken > lease.FencingToken);
        Assert.False(await lease.ReleaseAsync(Cancellation));
    }

    [Fact]
    public async Task An_extension_that_comes_late_does_not_shorten_a_later_one()
    {
        var locks = Open();
        var lease = await locks.AcquireAsync("a", "ada", AtOnce, Cancellation);
        var bucket = Buckets().Single(bucket => bucket["l"].AsBsonArray.Count > 0)["_id"];
        var gate = Server.Faults.Hold("findAndModify", "locks");
        var shorter = lease.ExtendAsync(TimeSpan.FromSeconds(1), Cancellation).AsTask();
        await gate.Reached.WaitAsync(Cancellation);
        // The driver's own retry has the number of the first try, which the server would know again: the manager's has not.
        Server.Faults.Next("findAndModify", "locks", Fault.DropBeforeApplying);
        Server.DropConnections();
        await shorter.WaitAsync(Cancellation);
        await lease.ExtendAsync(TimeSpan.FromMinutes(5), Cancellation);
        // Any write to the bucket drops this one: so it is seen that the late one has come.
        Server.Update("campus", "locks", bucket, document => document["l"].AsBsonArray.Add(document["l"][0].DeepClone().AsBsonDocument.Merge(
            new BsonDocument { { "id", 0 }, { "u", ServerTime.GetUtcNow().UtcDateTime.AddSeconds(-1) } }, overwriteExistingElements: true)));

        gate.Release();
        await UntilAsync(() => Leases().Count == 1);

        Assert.Equal(ServerTime.GetUtcNow() + TimeSpan.FromMinutes(5), Leases()[0]["u"].ToUniversalTime());
    }
}
