using SmartCampus.Events;
using SmartCampus.Events.Testing;

namespace SmartCampus.Streams.Tests.Durable;

public sealed class InMemoryStore : StoreUnderTest
{
    public InMemoryStore() => Opened = OpenedStore.Of(new InMemoryEventStore(new TestSerializer(), time: Time));

    public override OpenedStore Opened { get; }
}
