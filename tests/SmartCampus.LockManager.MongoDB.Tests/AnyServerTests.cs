using SmartCampus.MongoWire;
using Xunit;

namespace SmartCampus.Locking.Tests;

/// <summary>LM1 to LM6, LM10, LM11 by the server's own clock: on a real replica set when there is one, else on the stand-in.</summary>
public sealed class AnyServerTests : IAsyncLifetime
{
    private static readonly LockOptions Patient = new() { Lease = TimeSpan.FromHours(1), WaitTimeout = Timeout.InfiniteTimeSpan };
    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private MongoTestServer _server = null!;
    private MongoLockManager _locks = null!, _other = null!;

    public async ValueTask InitializeAsync()
    {
        _patience.CancelAfter(TimeSpan.FromMinutes(1));
        _server = await MongoTestServer.GetAsync();
        var options = new MongoLockManagerOptions { ConnectionString = _server.ConnectionString, Database = _server.Database, PollInterval = TimeSpan.FromMilliseconds(10) };
        await MongoLockManager.EnsureSchemaAsync(options, _patience.Token);
        (_locks, _other) = (MongoLockManager.Open(options), MongoLockManager.Open(options));
    }

    public async ValueTask DisposeAsync()
    {
        await _locks.DisposeAsync();
        await _other.DisposeAsync();
        await _server.DisposeAsync();
        _patience.Dispose();
    }

    [Fact]
    public async Task A_lock_goes_from_process_to_process_with_rising_tokens()
    {
        var first = await _locks.AcquireAsync("$a\0ü", "$ada", Patient, _patience.Token);
        Assert.Null(await _other.TryAcquireAsync("$a\0ü", "bob", Patient with { WaitTimeout = TimeSpan.Zero }, _patience.Token));
        var waiting = _other.AcquireAsync("$a\0ü", "bob", Patient, _patience.Token).AsTask();
        var behind = _other.AcquireAsync("$a\0ü", "cyd", Patient, _patience.Token).AsTask();
        while ((await _locks.InspectAsync("$a\0ü", _patience.Token)) is not [{ Owner: "$ada", Waiters: ["bob"] }]) await Task.Delay(1, _patience.Token);
        await first.ExtendAsync(TimeSpan.FromHours(2), _patience.Token);

        Assert.True(await first.ReleaseAsync(_patience.Token));
        var second = await waiting.WaitAsync(_patience.Token);
        Assert.True(await _locks.BreakAsync("$a\0ü", _patience.Token));
        await Assert.ThrowsAsync<LockNotOwnedException>(() => second.ExtendAsync(null, _patience.Token).AsTask());
        var third = await behind.WaitAsync(_patience.Token);

        Assert.True(first.FencingToken < second.FencingToken && second.FencingToken < third.FencingToken);
        Assert.True(await third.ReleaseAsync(_patience.Token));
        Assert.Empty(await _locks.InspectAsync(null, _patience.Token));
    }

    [Fact]
    public async Task A_lease_runs_out_by_itself_and_its_holder_knows()
    {
        var stale = await _locks.AcquireAsync("a", "ada", Patient with { Lease = TimeSpan.FromMilliseconds(500) }, _patience.Token);

        var current = await _other.AcquireAsync("a", "bob", Patient, _patience.Token);

        Assert.False(await stale.ReleaseAsync(_patience.Token));
        Assert.True(stale.FencingToken < current.FencingToken);
        Assert.True(await current.ReleaseAsync(_patience.Token));
    }

    [Fact]
    public async Task Racers_of_two_processes_are_never_inside_together()
    {
        var (inside, tokens) = (0, new List<long>());
        await Task.WhenAll(Enumerable.Range(0, 6).Select(racer => Task.Run(async () =>
        {
            for (var round = 0; round < 10; round++)
            {
                await using var lease = await (racer % 2 == 0 ? _locks : _other).AcquireAsync("a", $"racer {racer}", Patient, _patience.Token);
                Assert.Equal(1, Interlocked.Increment(ref inside));
                tokens.Add(lease.FencingToken);
                Interlocked.Decrement(ref inside);
            }
        }, _patience.Token)));

        Assert.Equal(tokens.Distinct().Order(), tokens);
        Assert.Equal(60, tokens.Count);
    }
}
