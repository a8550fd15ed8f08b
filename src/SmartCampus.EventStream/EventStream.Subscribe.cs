namespace SmartCampus.Streams;

public sealed partial class EventStream
{
    private int _subscribedSoFar;

    /// <summary>Subscribes to the events of a type, of derived types, and of implementing types when it is an interface.</summary>
    /// <typeparam name="TEvent">The type.</typeparam>
    /// <param name="subscriber">Handles the events.</param>
    /// <param name="options">How to buffer, where to begin and what to do about failures; null (default) for <see cref="SubscriptionOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range, or the start lies behind the next event.</exception>
    /// <exception cref="HistoryNotKeptException">The start is no longer kept.</exception>
    /// <exception cref="EventStreamStoppedException">The stream has stopped.</exception>
    public EventSubscription Subscribe<TEvent>(IEventSubscriber<TEvent> subscriber, SubscriptionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        return Subscribe<TEvent>((name, valid) => new SubscriberSubscription<TEvent>(this, name, valid, subscriber), options);
    }

    /// <summary>
    /// Subscribes with a handler that runs in the publisher's call, for handlers that take less time than a change of threads. It is called for one event at a time,
    /// in order; a publisher that comes while another one delivers waits for its turn.
    /// </summary>
    /// <remarks>There is no buffer, no replay and no retry. While the handler runs, publishers and other inline handlers wait, buffered ones do not: it must not block.</remarks>
    /// <typeparam name="TEvent">The type.</typeparam>
    /// <param name="handler">Handles an event.</param>
    /// <param name="name">The name in metrics, logs and dead letters, unique in the stream; null (default) for one made from the event's type and a number.</param>
    /// <param name="whenFailing">What happens to an event when the handler throws; the publisher never sees it.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    /// <exception cref="EventStreamStoppedException">The stream has stopped.</exception>
    public EventSubscription SubscribeInline<TEvent>(Action<TEvent> handler, string? name = null, WhenFailing whenFailing = WhenFailing.DeadLetter)
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (!Enum.IsDefined(whenFailing)) throw new ArgumentOutOfRangeException(nameof(whenFailing), whenFailing, null);
        lock (_gate)
            return Add(new InlineSubscription<TEvent>(this, _inline, NewName<TEvent>(name), whenFailing, handler));
    }

    /// <summary>Ends a subscription, once.</summary>
    internal void End(EventSubscription subscription, SubscriptionState state, Exception? failure)
    {
        lock (_gate)
        {
            if (!subscription.TryEnd(state, failure)) return;
            _subscriptions.Remove(subscription);
            ForgetRoutes();
            subscription.Close();
            if (subscription is BufferedSubscription buffered) AdmitNext(buffered);
        }
        subscription.Abandon();
    }

    /// <summary>Delivers a dead letter once more, if its subscription still receives events.</summary>
    internal bool TryRedeliver(StreamDeadLetter letter, out InlineDelivery? inline)
    {
        inline = null;
        lock (_gate)
        {
            if (_isStopping || letter.Source.HasEnded) return false;
            inline = letter.Source.Redeliver(letter.Entry);
        }
        return true;
    }

    internal Task RunAsync(InlineDelivery inline) => _inline.RunAsync(inline);

    internal EventSubscription Subscribe<TEvent>(Func<string, SubscriptionOptions, BufferedSubscription> make, SubscriptionOptions? options)
    {
        options = (options ?? SubscriptionOptions.Default).Validated();
        lock (_gate)
        {
            var name = NewName<TEvent>(options.Name);
            var replay = Replay<TEvent>(options.From);
            var subscription = make(name, options);
            subscription.Start(replay);
            return Add(subscription);
        }
    }

    private EventSubscription Add(EventSubscription subscription)
    {
        _subscriptions.Add(subscription);
        ForgetRoutes();
        return subscription;
    }

    private string NewName<TEvent>(string? name)
    {
        if (_isStopping) throw new EventStreamStoppedException(Name);
        name ??= $"{typeof(TEvent).Name}-{++_subscribedSoFar}";
        return _subscriptions.All(other => other.Name != name) ? name
            : throw new ArgumentException($"The event stream '{Name}' has a subscription '{name}' already.", nameof(name));
    }

    private List<Entry> Replay<TEvent>(StartAt from)
    {
        var replay = new List<Entry>();
        for (var position = _history.Resolve(from); position <= _history.Head; position++)
        {
            var entry = _history.Read(position);
            if (entry.Event is TEvent) replay.Add(entry);
        }
        return replay;
    }
}
