using SmartCampus.Events.Testing;

namespace SmartCampus.Events.Tests.InMemory;

public sealed class InMemoryCompliance : ComplianceContract<InMemoryStoreFactory>
{
    protected override IReadOnlyDictionary<Type, string> NotSupported { get; } = new Dictionary<Type, string>
    {
        [typeof(CorruptionContract<>)] = "Its bytes are in the memory of the process, out of reach.",
        [typeof(DurabilityContract<>)] = "The events end with the object.",
        [typeof(FaultsContract<>)] = "It writes to nothing that can fail.",
        [typeof(SeveralInstancesContract<>)] = "The events belong to one object.",
    };
}
