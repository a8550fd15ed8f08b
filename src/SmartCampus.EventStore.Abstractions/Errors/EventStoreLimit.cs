namespace SmartCampus.Events;

/// <summary>Which limit was exceeded; the values are in <see cref="EventStoreLimits"/>.</summary>
public enum EventStoreLimit
{
    /// <summary><see cref="EventStoreLimits.MaxEventBytes"/>.</summary>
    EventBytes,

    /// <summary><see cref="EventStoreLimits.MaxAppendEvents"/>.</summary>
    AppendEvents,

    /// <summary><see cref="EventStoreLimits.MaxAppendBytes"/>.</summary>
    AppendBytes,

    /// <summary><see cref="EventStoreLimits.MaxAppendBytes"/>, by the state of a snapshot.</summary>
    SnapshotBytes,
}
