using System.Diagnostics;
using System.Threading.Channels;

namespace SmartCampus.Events;

/// <summary>The one thread of a store that writes: it takes what waits, commits it together, and only then answers.</summary>
internal sealed class Writer
{
    private const int MaxOperations = 1_024;
    private const long MaxBytes = 16 * 1024 * 1024;

    private readonly Channel<WriteOperation> _queue = Channel.CreateUnbounded<WriteOperation>(new UnboundedChannelOptions { SingleReader = true });
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly GroupCommit _commit;
    private readonly List<WriteOperation> _group = new(MaxOperations);
    private long _groupBytes;

    public Writer(GroupCommit commit, string name)
    {
        _commit = commit;
        new Thread(Run) { IsBackground = true, Name = name }.Start();
    }

    /// <summary>Hands an operation over.</summary>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public void Submit(WriteOperation operation) =>
        ObjectDisposedException.ThrowIf(!_queue.Writer.TryWrite(operation), typeof(SqliteEventStore));

    /// <summary>Takes nothing more, finishes what was taken, and ends.</summary>
    public Task StopAsync()
    {
        _queue.Writer.TryComplete();
        return _ended.Task;
    }

    private void Run()
    {
        var before = 1;
        while (Wait())
        {
            Drain();
            // With one client at work its next append comes only after this answer: waiting for more would be idle time.
            if (before > 1 || _group.Count > 1) Gather(before);
            before = _group.Count;
            _commit.Run(_group);
            _group.Clear();
            _groupBytes = 0;
        }
        _commit.Dispose();
        _ended.SetResult();
    }

    private bool Wait()
    {
        var waiting = _queue.Reader.WaitToReadAsync();
        return waiting.IsCompletedSuccessfully ? waiting.Result : waiting.AsTask().GetAwaiter().GetResult();
    }

    private bool Drain()
    {
        var before = _group.Count;
        while (_group.Count < MaxOperations && _groupBytes < MaxBytes && _queue.Reader.TryRead(out var operation))
        {
            if (!operation.TryTake()) continue;
            _group.Add(operation);
            _groupBytes += operation.Bytes;
        }
        return _group.Count > before;
    }

    /// <summary>Lets the clients that were just answered join this commit instead of missing it: until as many are there as last time, at most 300 µs, at most 40 µs after the last one.</summary>
    private void Gather(int wanted)
    {
        var start = Stopwatch.GetTimestamp();
        var latest = start;
        while (_group.Count < Math.Min(wanted, MaxOperations) && _groupBytes < MaxBytes)
        {
            var now = Stopwatch.GetTimestamp();
            if (Drain()) latest = now;
            else if (Stopwatch.GetElapsedTime(start, now).TotalMicroseconds > 300 || Stopwatch.GetElapsedTime(latest, now).TotalMicroseconds > 40) return;
            else Thread.Yield();
        }
    }
}
