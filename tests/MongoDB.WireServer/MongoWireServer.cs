using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>A stand-in for a MongoDB replica set of one node named <c>rs0</c>, in memory, on a port of 127.0.0.1.</summary>
/// <threadsafety>All members may be used at any time.</threadsafety>
public sealed class MongoWireServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<int, Connection> _connections = new();
    private readonly ConcurrentDictionary<Task, byte> _running = new();
    private readonly TcpListener _listener;
    private readonly Node _node;
    private readonly Dispatcher _dispatcher;
    private readonly Task _accepting;

    private MongoWireServer(WireServerOptions options)
    {
        _listener = new TcpListener(IPAddress.Loopback, options.Port);
        _listener.Start();
        var address = $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        ConnectionString = $"mongodb://{address}/?replicaSet=rs0";
        _node = new Node(options.Time);
        Replication = new ReplicationControl(_node);
        _dispatcher = new Dispatcher(_node, options, address, Faults, Log);
        _accepting = AcceptAsync();
    }

    /// <summary>What a client connects with.</summary>
    public string ConnectionString { get; }

    /// <summary>Which commands fail or wait.</summary>
    public FaultPlan Faults { get; } = new();

    /// <summary>Whether the majority follows.</summary>
    public ReplicationControl Replication { get; }

    /// <summary>The commands that clients sent.</summary>
    public CommandLog Log { get; } = new();

    /// <summary>What clients asked for and the stand-in does not implement: empty after a test whose result counts.</summary>
    public IReadOnlyCollection<string> Refused => _dispatcher.Refused;

    /// <summary>Starts a server.</summary>
    /// <param name="options">What to change of the defaults.</param>
    public static MongoWireServer Start(WireServerOptions? options = null) => new(options ?? new WireServerOptions());

    /// <summary>
    /// Another primary takes over: what no majority has is undone, with its answers to retryable writes; all connections and cursors are dropped and the
    /// commands under way end without an answer; the next primary, in a new term and with a majority, answers at once.
    /// </summary>
    public void StepDown()
    {
        // Chosen before: a client whose command ends by the step-down connects again at once, and that connection is to the new primary.
        var connections = _connections.Values;
        _node.StepDown();
        KillCursors();
        Drop(connections);
    }

    /// <summary>Drops all connections; what they had begun goes on.</summary>
    public void DropConnections() => Drop(_connections.Values);

    /// <summary>Ends all open cursors: the next getMore of each gets error 43.</summary>
    public void KillCursors() => _dispatcher.Cursors.Clear();

    /// <summary>Waits until a condition on the documents holds. It is asked again after each change, never by the clock.</summary>
    public async Task UntilAsync(Func<bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        for (var changed = _node.Data.Next; !condition(); changed = _node.Data.Next)
        {
            await changed;
        }
    }

    /// <summary>A copy of all documents that are applied, in the order of their insertion.</summary>
    public IReadOnlyList<BsonDocument> Documents(string database, string collection) =>
        [.. (_node.Applied.Collection($"{database}.{collection}")?.Records.Values ?? []).Select(document => document.DeepClone().AsBsonDocument)];

    /// <summary>Replaces a document behind the clients' backs. Indexes follow and unique ones hold.</summary>
    /// <exception cref="KeyNotFoundException">There is no such document.</exception>
    public void Replace(string database, string collection, BsonValue id, BsonDocument document) => Change(database, collection, id, _ => document.DeepClone().AsBsonDocument);

    /// <summary>Changes a document behind the clients' backs. Indexes follow and unique ones hold.</summary>
    /// <exception cref="KeyNotFoundException">There is no such document.</exception>
    public void Update(string database, string collection, BsonValue id, Action<BsonDocument> change) => Change(database, collection, id, document =>
    {
        var copy = document.DeepClone().AsBsonDocument;
        change(copy);
        return copy;
    });

    /// <summary>Removes a document behind the clients' backs.</summary>
    /// <exception cref="KeyNotFoundException">There is no such document.</exception>
    public void Remove(string database, string collection, BsonValue id) => Change(database, collection, id, _ => null);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        DropConnections();
        await _accepting;
        await Task.WhenAll(_running.Keys);
        _stop.Dispose();
    }

    private static void Drop(IEnumerable<Connection> connections)
    {
        foreach (var connection in connections)
        {
            connection.Dispose();
        }
    }

    private void Change(string database, string collection, BsonValue id, Func<BsonDocument, BsonDocument?> change)
    {
        var name = $"{database}.{collection}";
        _node.Write(_node.Term, mutation =>
        {
            var record = mutation.State.Collection(name)?.Find(id) ?? throw new KeyNotFoundException($"{name} has no document {id}.");
            if (change(mutation.State.Collection(name)!.Records[record]) is { } document)
            {
                mutation.Replace(name, record, document, replacement: true);
            }
            else
            {
                mutation.Delete(name, record);
            }

            return true;
        });
    }

    private async Task AcceptAsync()
    {
        for (var number = 1; !_stop.IsCancellationRequested; number++)
        {
            try
            {
                var connection = new Connection(await _listener.AcceptTcpClientAsync(_stop.Token), number, _dispatcher);
                _connections[number] = connection;
                var running = RunAsync(connection);
                _running[running] = 0;
                _ = running.ContinueWith(ended => _running.TryRemove(ended, out _), TaskScheduler.Default);
            }
            catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task RunAsync(Connection connection)
    {
        await connection.RunAsync(_stop.Token);
        _connections.TryRemove(connection.Number, out _);
    }
}
