using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using SmartCampus.Benchmarks.Events;
using SmartCampus.Benchmarks.Measuring;

namespace SmartCampus.Benchmarks.Appending;

/// <summary>
/// Group commit: one thread takes what waits, makes it durable with one flush, and acknowledges it. With a time to gather it waits at most that
/// long for as many appends as the last group had, so that the clients it has just answered share the next flush.
/// </summary>
internal sealed class GroupAppends(string name, TimeSpan gather, IGroupSink sink) : IAppendSystem
{
    private const int MaxGroup = 1_024;
    private readonly Channel<GroupAppend> _waiting = Channel.CreateUnbounded<GroupAppend>(new UnboundedChannelOptions { SingleReader = true });
    private Task _writing = Task.CompletedTask;

    public string Name => name;

    public Role Role => Role.Limit;

    public Task OpenAsync()
    {
        sink.Open();
        _writing = Task.Factory.StartNew(Write, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return Task.CompletedTask;
    }

    public IAppendClient Connect() => new Client(_waiting.Writer, sink.OpenReader());

    public Task ReadBackAsync(IReadOnlyList<SectionStream> streams, StoredEventsCheck check)
    {
        sink.ReadBack(streams, check);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.Complete();
        await _writing;
        sink.Dispose();
    }

    private void Write()
    {
        var group = new List<GroupAppend>(MaxGroup);
        var stored = new List<bool>(MaxGroup);
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            Collect(group);
            stored.Clear();
            try
            {
                sink.Begin();
                foreach (var append in group) stored.Add(sink.TryAdd(append));
                sink.Commit();
                for (var at = 0; at < group.Count; at++) group[at].Acknowledged.SetResult(stored[at]);
            }
            catch (Exception failure)
            {
                // The clients end the run.
                foreach (var append in group) append.Acknowledged.TrySetException(failure);
            }
        }
    }

    /// <summary>Replaces the group that was written by the next one.</summary>
    private void Collect(List<GroupAppend> group)
    {
        var wanted = group.Count;
        group.Clear();
        var begun = Stopwatch.GetTimestamp();
        do
        {
            while (group.Count < MaxGroup && _waiting.Reader.TryRead(out var append)) group.Add(append);
            if (group.Count >= wanted) return;
            Thread.Yield();
        }
        while (Stopwatch.GetElapsedTime(begun) < gather);
    }

    private sealed class Client(ChannelWriter<GroupAppend> waiting, IVersionReader reader) : IAppendClient
    {
        public ValueTask<bool> AppendAsync(SectionStream stream, long expected, SeatTaken taken)
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(taken, BenchmarkJson.Default.SeatTaken);
            var acknowledged = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            ObjectDisposedException.ThrowIf(!waiting.TryWrite(new GroupAppend(stream, expected + 1, json, taken.At.UtcTicks, acknowledged)), this);
            return new ValueTask<bool>(acknowledged.Task);
        }

        public ValueTask<bool> ReadAndAppendAsync(SectionStream stream, SeatTaken taken) => AppendAsync(stream, reader.ReadVersion(stream), taken);

        public void Dispose() => reader.Dispose();
    }
}
