using System.Collections.Frozen;

namespace SmartCampus.Events;

/// <summary>Keeps a view up to date with a store. It starts from nothing, so a rebuild is a new projection.</summary>
/// <remarks>
/// <code>
/// var sections = new Projection&lt;SectionList&gt;(store, new SectionList());
/// await sections.CatchUpAsync();                              // sees every append acknowledged so far
/// var (open, position) = sections.Query(list =&gt; list.WithSeatsLeft());
/// </code>
/// <see cref="CatchUpAsync"/> before a query gives an answer that contains all acknowledged appends;
/// <see cref="RunAsync"/> beside it keeps that step short. Safe for use by several threads.
/// </remarks>
/// <typeparam name="TView">The model.</typeparam>
#pragma warning disable CA1001 // The semaphore holds a handle only when its AvailableWaitHandle is asked for.
public sealed class Projection<TView>
#pragma warning restore CA1001
    where TView : class, IView
{
    private readonly IEventStore _store;
    private readonly TView _view;
    private readonly EventFilter _filter;
    private readonly SemaphoreSlim _catchingUp = new(1, 1);
    private readonly Lock _gate = new();
    private GlobalPosition _position;
    private Exception? _failure;

    /// <summary>Makes a projection that has read nothing yet.</summary>
    /// <param name="store">The store to follow.</param>
    /// <param name="view">An empty model, used by nobody else.</param>
    public Projection(IEventStore store, TView view)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(view);
        (_store, _view) = (store, view);
        _filter = new EventFilter { EventTypes = TView.EventTypes.SelectMany(store.Serializer.GetTypeNames).ToFrozenSet(StringComparer.Ordinal) };
    }

    /// <summary>Up to where the model has come.</summary>
    public GlobalPosition Position
    {
        get { lock (_gate) return _position; }
    }

    /// <summary>Asks the model, while no event is applied to it.</summary>
    /// <param name="query">Reads the model and copies what it returns: the model changes afterwards.</param>
    /// <exception cref="InvalidOperationException">The model could not apply an event; it answers no more.</exception>
    public Answer<T> Query<T>(Func<TView, T> query)
    {
        ArgumentNullException.ThrowIfNull(query);
        lock (_gate)
        {
            ThrowIfFailed();
            return new Answer<T>(query(_view), _position);
        }
    }

    /// <summary>Applies everything that was acknowledged before the call.</summary>
    /// <exception cref="InvalidOperationException">The model could not apply an event.</exception>
    /// <exception cref="EventStoreException">The store cannot be read; the model stays as it is.</exception>
    public async ValueTask CatchUpAsync(CancellationToken cancellationToken = default)
    {
        await _catchingUp.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var isEnd = false;
            while (!isEnd)
            {
                var page = await _store.ReadAllPageAsync(new AllReadOptions { After = _position, Filter = _filter }, cancellationToken).ConfigureAwait(false);
                Apply(page);
                isEnd = page.IsEnd;
            }
        }
        finally
        {
            _catchingUp.Release();
        }
    }

    /// <summary>Follows the store until cancelled.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled: the only good end.</exception>
    /// <exception cref="EventStoreException">The store cannot be read; the model stays as it is, and can be run again.</exception>
    /// <exception cref="InvalidOperationException">The model could not apply an event.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await CatchUpAsync(cancellationToken).ConfigureAwait(false);
            await _store.WaitForEventsAsync(Position, cancellationToken).ConfigureAwait(false);
        }
    }

    private void Apply(AllPage page)
    {
        lock (_gate)
        {
            ThrowIfFailed();
            foreach (var envelope in page.Events) Apply(envelope);
            _position = page.Next;
        }
    }

    private void Apply(EventEnvelope envelope)
    {
        try
        {
            _view.Apply(envelope);
        }
        catch (Exception e)
        {
            _failure = e;
            throw new InvalidOperationException($"{typeof(TView).Name} could not apply {envelope}: {e.Message}", e);
        }
    }

    private void ThrowIfFailed()
    {
        if (_failure is { } failure)
            throw new InvalidOperationException($"{typeof(TView).Name} stopped because it could not apply an event: {failure.Message} Mend the cause and rebuild the projection.", failure);
    }
}
