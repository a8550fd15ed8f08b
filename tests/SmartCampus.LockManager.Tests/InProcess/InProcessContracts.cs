using SmartCampus.Locking.Testing;

namespace SmartCampus.Locking.Tests.InProcess;

public sealed class Acquiring : AcquiringContract<InProcessFactory>;
