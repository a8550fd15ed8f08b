using System.Threading.Channels;

namespace SmartCampus.Events;

/// <summary>Takes writes of all callers and hands them on in groups: while one group is on its way, the next one collects.</summary>
internal sealed class WriteQueue : IAsyncDisposable
{
    /// <summary>What one command may hold.</summary>
    private const int MaxOperations = 1_000;

    /// <summary>What one command may hold, in bytes; a message of MongoDB has 48 MB at most.</summary>
    private const long MaxBytes = 16 * 1024 * 1024;

    private readonly Channel<WriteOperation> _waiting = Channel.CreateUnbounded<WriteOperation>(new UnboundedChannelOptions { SingleReader = true });
    private readonly GroupCommit _commit;
    private readonly Task _running;

    public WriteQueue(GroupCommit commit)
    {
        _commit = commit;
        _running = Task.Run(RunAsync);
    }

    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public ValueTask<AppendResult?> RunAsync(WriteOperation operation, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(!_waiting.Writer.TryWrite(operation), typeof(MongoEventStore));
        return operation.WaitAsync(cancellationToken);
    }

    private async Task RunAsync()
    {
        while (await _waiting.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            var group = new List<WriteOperation>();
            long bytes = 0;
            while (group.Count < MaxOperations && _waiting.Reader.TryPeek(out var next) && (group.Count == 0 || bytes + next.Bytes <= MaxBytes))
            {
                _waiting.Reader.TryRead(out _);
                bytes += next.Bytes;
                Copies.Add(group, next);
            }
            await _commit.RunAsync(group).ConfigureAwait(false);
        }
    }

    /// <summary>Takes nothing more, and finishes what was taken.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _running.ConfigureAwait(false);
    }
}
