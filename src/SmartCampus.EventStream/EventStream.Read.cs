using System.Runtime.CompilerServices;

namespace SmartCampus.Streams;

public sealed partial class EventStream
{
    private const int PageSize = 64;
    private TaskCompletionSource? _newEvents;

    /// <summary>
    /// Reads events from the history and goes on with new ones until the stream stops, or has stopped and everything has been read. A reader has no buffer and holds up
    /// nobody; one that is so slow that the history overtakes it gets a <see cref="HistoryNotKeptException"/>.
    /// </summary>
    /// <typeparam name="TEvent">The type of the events; derived and implementing ones count.</typeparam>
    /// <param name="from">Where to begin, settled when this method is called.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidOperationException">The stream keeps no history.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The start lies behind the next event.</exception>
    /// <exception cref="HistoryNotKeptException">The start is no longer kept, or, while reading, the next event is not.</exception>
    public IAsyncEnumerable<PublishedEvent<TEvent>> ReadAsync<TEvent>(StartAt from = default, CancellationToken cancellationToken = default)
    {
        if (!_history.IsKept) throw new InvalidOperationException($"The event stream '{Name}' keeps no history to read. Set EventStreamOptions.HistorySize.");
        lock (_gate) return ReadFromAsync<TEvent>(_history.Resolve(from), cancellationToken);
    }

    private async IAsyncEnumerable<PublishedEvent<TEvent>> ReadFromAsync<TEvent>(long position, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var page = new List<PublishedEvent<TEvent>>(PageSize);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            page.Clear();
            var newEvents = ReadPage(ref position, page);
            foreach (var published in page) yield return published;
            if (page.Count > 0) continue;
            if (newEvents is null) yield break;
            await newEvents.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads what is there; when nothing is, what to wait for, or null when nothing will come.</summary>
    private Task? ReadPage<TEvent>(ref long position, List<PublishedEvent<TEvent>> page)
    {
        lock (_gate)
        {
            for (; position <= _history.Head && page.Count < PageSize; position++)
            {
                var entry = _history.Read(position);
                if (entry.Event is TEvent @event) page.Add(new PublishedEvent<TEvent>(@event, entry.Position, entry.PublishedAt));
            }
            if (page.Count > 0 || _isStopping) return null;
            return (_newEvents ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    private void WakeReaders()
    {
        if (_newEvents is null) return;
        _newEvents.SetResult();
        _newEvents = null;
    }
}
