using SmartCampus.Events;
using SmartCampus.Locking;
using SmartCampus.RegistrationDay.Settings;

namespace SmartCampus.RegistrationDay.Data;

/// <summary>Where the campus of a run is kept: where it was asked for, or in a place that ends with the run.</summary>
public abstract class CampusData : IAsyncDisposable
{
    /// <summary>The options with which a host finds it.</summary>
    public abstract IReadOnlyList<string> HostOptions { get; }

    /// <summary>The file of what was acknowledged; null when it needs no longer life than the run.</summary>
    public abstract string? JournalPath { get; }

    /// <summary>Where it is, for people.</summary>
    public abstract string Description { get; }

    /// <summary>Takes the place that the settings name, or makes one.</summary>
    public static CampusData Open(RegistrationDaySettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Mongo is { } mongo ? new MongoData(mongo, settings.Data) : new SqliteData(settings.Data);
    }

    /// <summary>Opens the store and the locks, the same that a host there uses, new ones when there are none; the caller disposes them.</summary>
    /// <exception cref="EventStoreException">The store cannot be reached, or something else is there.</exception>
    /// <exception cref="LockException">The locks cannot be reached, or something else is there.</exception>
    public abstract Task<CampusStore> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Ends with the place, unless it was asked for.</summary>
    public abstract ValueTask DisposeAsync();
}
