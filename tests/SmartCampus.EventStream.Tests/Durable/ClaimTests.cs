using SmartCampus.Events;
using Xunit;

namespace SmartCampus.Streams.Tests.Durable;

public abstract class ClaimTests<TStore> : DurableTest<TStore>
    where TStore : StoreUnderTest, new()
{
    private static readonly TimeSpan Claim = TimeSpan.FromSeconds(9);

    private static DurableSubscriptionOptions Options => new() { ClaimDuration = Claim };

    [Fact]
    public async Task One_consumer_of_a_group_is_active_and_the_other_knows_how_far_it_is() // ST8
    {
        var (ada, bob) = (NewProcess(), NewProcess());
        ada.Start();
        await UntilAsync(() => ada.Status.State == DurableSubscriptionState.Live);
        bob.Start();
        var last = await Store.AppendAsync("a", 1, 2);

        await PassTimeUntilAsync(bob.Subscription.WaitForAsync(last, Cancellation));

        Assert.Equal([1, 2], ada.Numbers);
        Assert.Empty(bob.Numbers);
        Assert.Equal((DurableSubscriptionState.WaitingForClaim, 0, last), (bob.Status.State, bob.Status.Epoch, bob.Status.HeadPosition));
    }

    [Fact]
    public async Task The_other_takes_over_when_the_active_one_stops() // ST8
    {
        var (ada, bob) = (NewProcess(), NewProcess());
        ada.Start();
        await UntilAsync(() => ada.Status.State == DurableSubscriptionState.Live);
        bob.Start();
        await UntilAsync(() => bob.Status.State == DurableSubscriptionState.WaitingForClaim);
        await ada.StopAsync();

        await PassTimeUntilAsync(bob.Subscription.WaitForAsync(await Store.AppendAsync("a", 1), Cancellation));

        Assert.Equal([1], bob.Numbers);
        Assert.True(bob.Status.Epoch > 1);
    }

    [Fact]
    public async Task A_claim_is_renewed_three_times_as_often_as_it_ends() // ST8
    {
        var renewals = 0;
        var ada = NewProcess();
        ada.Before = call =>
        {
            if (call == "RenewAsync") Interlocked.Increment(ref renewals);
            return Task.CompletedTask;
        };
        ada.Start(Options);
        await UntilAsync(() => Store.Time.Pauses(Claim / 3) == 1);
        for (var i = 1; i <= 9; i++)
        {
            Store.Time.Advance(Claim / 3 - TimeSpan.FromMilliseconds(1));
            Assert.Equal(i - 1, Volatile.Read(ref renewals));
            Store.Time.Advance(TimeSpan.FromMilliseconds(1));
            await UntilAsync(() => Volatile.Read(ref renewals) == i);
            await UntilAsync(() => Store.Time.Pauses(Claim / 3) == i + 1);
        }

        Assert.Equal(1, ada.Status.Epoch);
    }

    [Fact]
    public async Task A_frozen_consumer_is_replaced_and_refused_when_it_comes_back() // ST8
    {
        await Store.AppendAsync("a", 1);
        var (entered, thaw) = (new TaskCompletionSource(), new TaskCompletionSource());
        var ada = NewProcess();
        // A frozen process does not see that its token fires.
        ada.OnHandle = async (_, _) =>
        {
            entered.TrySetResult();
            await thaw.Task;
        };
        ada.Before = call => call == "RenewAsync" ? thaw.Task : Task.CompletedTask;
        ada.Start(Options);
        await entered.Task.WaitAsync(Cancellation);

        var bob = NewProcess().Start();
        await PassTimeUntilAsync(bob.Subscription.WaitForAsync(await Store.AppendAsync("a", 2), Cancellation));
        Assert.Equal([1, 2], bob.Numbers);
        Assert.Equal(2, bob.Status.Epoch);
        thaw.SetResult();
        await PassTimeUntilAsync(() => new(ada.Status.State == DurableSubscriptionState.WaitingForClaim));

        // The effect that was under way came late, and twice; no other was begun.
        Assert.Equal([1], ada.Numbers);
        await bob.StopAsync();
        await PassTimeUntilAsync(ada.Subscription.WaitForAsync(await Store.AppendAsync("a", 3), Cancellation));
        Assert.Equal([1, 3], ada.Numbers.Distinct());
    }

    [Fact]
    public async Task A_stale_checkpoint_is_refused_and_the_consumer_waits_for_its_turn() // ST8
    {
        var ada = NewProcess();
        var (saving, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        ada.Before = async call =>
        {
            if (call != "SaveAsync") return;
            saving.TrySetResult();
            await go.Task;
        };
        ada.Start(Calm);
        await ada.Subscription.WaitForAsync(await Store.AppendAsync("a", 1), Cancellation);
        await saving.Task.WaitAsync(Cancellation);
        await Store.Checkpoints.ReleaseAsync(new CheckpointClaim(Group, "ada", 1, GlobalPosition.Start), Cancellation);
        Assert.NotNull(await Store.Checkpoints.TryClaimAsync(Group, "bob", TimeSpan.FromDays(20), Cancellation));
        go.SetResult();

        await PassTimeUntilAsync(() => new(ada.Status.State == DurableSubscriptionState.WaitingForClaim));

        Assert.Equal(GlobalPosition.Start, await ReadCheckpointAsync());
        Assert.Null(ada.Status.LastError);
    }

    [Fact]
    public async Task Handlers_are_cancelled_before_the_claim_ends_counted_from_before_the_last_renewal_was_sent() // ST8
    {
        await Store.AppendAsync("a", 1);
        var entered = new TaskCompletionSource<CancellationToken>();
        var (sent, go, never) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        var renewals = 0;
        var ada = NewProcess();
        ada.OnHandle = async (_, cancellationToken) =>
        {
            entered.TrySetResult(cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        };
        ada.Before = async call =>
        {
            if (call != "RenewAsync") return;
            if (Interlocked.Increment(ref renewals) > 1) await never.Task;
            sent.SetResult();
            await go.Task;
        };
        ada.Start(Options);
        await UntilAsync(() => Store.Time.Pauses(Claim / 3) == 1);
        var cancelled = await entered.Task.WaitAsync(Cancellation);
        Store.Time.Advance(TimeSpan.FromSeconds(3));
        await sent.Task.WaitAsync(Cancellation);
        Store.Time.Advance(TimeSpan.FromSeconds(4));
        go.SetResult();
        // The store counts from now, the consumer from when it asked.
        await UntilAsync(() => Store.Time.Pauses(Claim / 3) == 2);

        Store.Time.Advance(TimeSpan.FromSeconds(4.9));
        var early = cancelled.IsCancellationRequested;
        Store.Time.Advance(TimeSpan.FromSeconds(0.2));

        Assert.True(cancelled.IsCancellationRequested);
        Assert.False(early);
        never.SetException(new EventStoreUnavailableException("It took too long."));
    }
}

public sealed class ClaimInMemoryTests : ClaimTests<InMemoryStore>;

public sealed class ClaimSqliteTests : ClaimTests<SqliteStore>;
