using SmartCampus.Events;

namespace SmartCampus.Benchmarks.Subscribing;

/// <summary>Follows a store and hands on what comes, with no claim, no checkpoint and no second attempt.</summary>
internal sealed class Follower : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _following;
    private long _position;

    public Follower(SqliteEventStore store, LagSubscriber subscriber, GlobalPosition after) =>
        _following = Task.Run(async () =>
        {
            await foreach (var page in store.FollowAllAsync(new AllReadOptions { After = after }, _stop.Token))
            {
                foreach (var envelope in page.Events) await subscriber.HandleAsync(envelope, _stop.Token);
                Volatile.Write(ref _position, page.Next.Value);
            }
        });

    public async Task WaitForAsync(GlobalPosition position)
    {
        while (Volatile.Read(ref _position) < position.Value) await Task.Delay(1);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }
}
