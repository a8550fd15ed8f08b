using Microsoft.Extensions.Time.Testing;
using MongoDB.Bson;
using SmartCampus.MongoWire;
using Xunit;

namespace SmartCampus.Locking.Tests;

/// <summary>Locks of a test's own on the stand-in. The server's clock and those of the managers stand still until they are told to go.</summary>
public abstract class LockTest : IAsyncLifetime
{
    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly List<MongoLockManager> _opened = [];

    protected LockTest() => Server = MongoWireServer.Start(new WireServerOptions { Time = ServerTime, Waits = ServerTime, Hello = hello => Hello(hello) });

    protected static LockOptions AtOnce { get; } = new() { Lease = TimeSpan.FromSeconds(30), WaitTimeout = TimeSpan.Zero };

    protected static LockOptions Patient { get; } = AtOnce with { WaitTimeout = Timeout.InfiniteTimeSpan };

    /// <summary>The server's clock.</summary>
    protected FakeTimeProvider ServerTime { get; } = new();

    /// <summary>Changes what the server says of itself.</summary>
    protected Action<BsonDocument> Hello { get; set; } = _ => { };

    /// <summary>The clock of the managers that are given no other.</summary>
    protected FakeTimeProvider Clock { get; } = new();

    protected MongoWireServer Server { get; }

    /// <summary>Ends a test that hangs.</summary>
    protected CancellationToken Cancellation => _patience.Token;

    protected MongoLockManagerOptions Options => new()
    {
        ConnectionString = Server.ConnectionString, Database = "campus", TimeProvider = Clock, WriteTimeout = TimeSpan.FromSeconds(2), OperationTimeout = TimeSpan.FromSeconds(10),
    };

    public async ValueTask InitializeAsync()
    {
        _patience.CancelAfter(TimeSpan.FromMinutes(1));
        await MongoLockManager.EnsureSchemaAsync(Options, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        Server.Faults.Clear();
        foreach (var manager in _opened) await manager.DisposeAsync();
        await Server.DisposeAsync();
        // What the stand-in does not know it refuses: then the test has shown nothing.
        Assert.Empty(Server.Refused);
        _patience.Dispose();
        GC.SuppressFinalize(this);
    }

    protected MongoLockManager Open(TimeProvider? clock = null)
    {
        var manager = MongoLockManager.Open(Options with { TimeProvider = clock ?? Clock });
        _opened.Add(manager);
        return manager;
    }

    /// <summary>Lets time pass for all; first for the managers, whose leases end no later than the server's.</summary>
    protected void Advance(TimeSpan by)
    {
        Clock.Advance(by);
        ServerTime.Advance(by);
    }

    /// <summary>All buckets.</summary>
    protected IReadOnlyList<BsonDocument> Buckets() => Server.Documents("campus", "locks");

    /// <summary>All leases that the server holds, also those that have run out and were not pruned.</summary>
    protected List<BsonValue> Leases() => [.. Buckets().SelectMany(bucket => bucket["l"].AsBsonArray)];

    /// <summary>All places in line.</summary>
    protected List<BsonValue> Places() => [.. Buckets().SelectMany(bucket => bucket["w"].AsBsonArray)];

    /// <summary>How many writes to the locks the server was sent.</summary>
    protected int Writes() => Server.Log.Count(command => command.Name == "findAndModify");

    /// <summary>Starts to wait, and comes back when the server has the place in line.</summary>
    protected async Task<Task<LockLease>> QueueAsync(MongoLockManager manager, string owner, string resource = "a")
    {
        var before = Places().Count;
        var waiting = manager.AcquireAsync(resource, owner, Patient, Cancellation).AsTask();
        await UntilAsync(() => waiting.IsCompleted || Places().Count > before);
        return waiting;
    }

    /// <summary>Asks again until it is so.</summary>
    protected async Task UntilAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            Cancellation.ThrowIfCancellationRequested();
            await Task.Delay(1, Cancellation);
        }
    }

    /// <summary>Lets the managers' clocks go, not the server's, until a call has ended: they look, and nothing runs out.</summary>
    protected async Task<T> WhileManagersLookAsync<T>(Task<T> call)
    {
        await UntilAsync(() =>
        {
            if (!call.IsCompleted) Clock.Advance(TimeSpan.FromMilliseconds(5));
            return call.IsCompleted;
        });
        return await call;
    }
}
