using SmartCampus.Events.Testing;

namespace SmartCampus.Events.Tests;

/// <summary>Stores of one file each.</summary>
public class SqliteStoreFactory : IEventStoreFactory
{
    private readonly StoreFile _file = new();

    protected virtual int IndexBatchSize => 16_384;

    public ValueTask<OpenedStore> OpenAsync(StoreSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var options = _file.Options with { IndexBatchSize = IndexBatchSize, Limits = settings.Limits, TimeProvider = settings.Time };
        return new(OpenedStore.Of(SqliteEventStore.Open(options, settings.Serializer)));
    }

    public ValueTask DisposeAsync()
    {
        _file.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
