using SmartCampus.Locking.Testing;

namespace SmartCampus.Locking.Tests.InProcess;

public sealed class InProcessCompliance : LockComplianceContract<InProcessFactory>
{
    protected override IReadOnlyDictionary<Type, string> NotSupported { get; } = new Dictionary<Type, string>
    {
        [typeof(RestartContract<>)] = "Its locks end with the object.",
        [typeof(SeveralManagersContract<>)] = "Its locks belong to one object.",
    };
}
