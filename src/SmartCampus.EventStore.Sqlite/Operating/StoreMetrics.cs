using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SmartCampus.Events;

/// <summary>What one store tells its instruments. Without a listener this costs a look at a flag.</summary>
internal sealed class StoreMetrics : IDisposable
{
    /// <summary>Consumer groups beyond this number have no lag: a group named by a user must not fill the memory.</summary>
    private const int MaxGroups = 100;

    private static readonly KeyValuePair<string, object?> OneStream = new("eventstore.read", "stream"), AllStreams = new("eventstore.read", "all");

    private readonly StoreInstruments _instruments;
    private readonly ConcurrentDictionary<string, long> _groups = new(StringComparer.Ordinal);
    private readonly string _path;
    private readonly LogIndex _index;
    private Writer? _writer;

    public StoreMetrics(IMeterFactory? factory, string path, LogIndex index)
    {
        (_instruments, _path, _index) = (StoreInstruments.Of(factory), path, index);
        Tag = new KeyValuePair<string, object?>("eventstore.file", Path.GetFileName(path));
    }

    public KeyValuePair<string, object?> Tag { get; }

    public long FileSize => SizeOf(_path);

    public long WalSize => SizeOf($"{_path}-wal");

    public long IndexLag => _index.TailCount;

    public long QueueLength => _writer?.Waiting ?? 0;

    public IEnumerable<Measurement<long>> ConsumerLags => _groups.Select(group =>
        new Measurement<long>(Math.Max(0, _index.Last - group.Value), Tag, new KeyValuePair<string, object?>("eventstore.consumer_group", group.Key)));

    /// <summary>Lets the store be observed, until <see cref="Dispose"/>.</summary>
    public void Begin(Writer writer)
    {
        _writer = writer;
        _instruments.Add(this);
    }

    /// <summary>Counts an append that was answered.</summary>
    public void Answered(AppendResult? result, Exception? error) =>
        Record((result, error), static (metrics, append) => metrics.Count(append.result, append.error));

    /// <summary>Records a commit of so many operations.</summary>
    /// <param name="start">When it began, see <see cref="Stopwatch.GetTimestamp"/>.</param>
    /// <param name="operations">How many.</param>
    public void Committed(long start, int operations) => Record((start, operations), static (metrics, commit) =>
    {
        var (duration, size) = (metrics._instruments.CommitDuration, metrics._instruments.CommitSize);
        if (duration.Enabled) duration.Record(Stopwatch.GetElapsedTime(commit.start).TotalSeconds, metrics.Tag);
        if (size.Enabled) size.Record(commit.operations, metrics.Tag);
    });

    private void Count(AppendResult? result, Exception? error)
    {
        if (_instruments.Appends.Enabled) _instruments.Appends.Add(1, Tag, new KeyValuePair<string, object?>("eventstore.outcome", Outcome(result, error)));
        if (result is not { AlreadyCommitted: false } || !_instruments.Events.Enabled) return;
        long events = 0;
        foreach (var stream in result.Streams) events += stream.Last.Value - stream.First.Value + 1;
        _instruments.Events.Add(events, Tag);
    }

    /// <summary>Counts a page that was read.</summary>
    public void PageRead(bool ofAll) => Record(ofAll, static (metrics, isOfAll) =>
    {
        var pages = metrics._instruments.PagesRead;
        if (pages.Enabled) pages.Add(1, metrics.Tag, isOfAll ? AllStreams : OneStream);
    });

    private void Record<T>(T measured, Action<StoreMetrics, T> record)
    {
        try
        {
            record(this, measured);
        }
#pragma warning disable CA1031 // A listener that throws must not be in the way of answers.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }

    /// <summary>Notes the checkpoint that a group has saved.</summary>
    public void Saved(string group, long position)
    {
        if (_groups.Count < MaxGroups || _groups.ContainsKey(group)) _groups.AddOrUpdate(group, position, (_, before) => Math.Max(before, position));
    }

    private static string Outcome(AppendResult? result, Exception? error) => error switch
    {
        null => result!.AlreadyCommitted ? "repeated" : "committed",
        ConcurrencyException => "conflict",
        FencedException or StreamTombstonedException or CommitIdConflictException => "refused",
        OperationCanceledException => "cancelled",
        _ => "failed",
    };

    private static long SizeOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    public void Dispose() => _instruments.Remove(this);
}
