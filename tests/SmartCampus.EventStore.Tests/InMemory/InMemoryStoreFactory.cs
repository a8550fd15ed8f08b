using SmartCampus.Events.Testing;

namespace SmartCampus.Events.Tests.InMemory;

public sealed class InMemoryStoreFactory : IEventStoreFactory
{
    private bool _opened;

    public ValueTask<OpenedStore> OpenAsync(StoreSettings settings)
    {
        if (_opened) throw new NotSupportedException("An in-memory store can be opened only once.");
        _opened = true;
        return new(OpenedStore.Of(new InMemoryEventStore(settings.Serializer, settings.Limits, settings.Time)));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
