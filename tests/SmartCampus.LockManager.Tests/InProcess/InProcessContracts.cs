using SmartCampus.Locking.Testing;

namespace SmartCampus.Locking.Tests.InProcess;

public sealed class InProcessAcquiring : AcquiringContract<InProcessFactory>;

public sealed class InProcessAutoRenew : AutoRenewContract<InProcessFactory>;

public sealed class InProcessCancelRace : CancelRaceContract<InProcessFactory>;

public sealed class InProcessClean : CleanContract<InProcessFactory>;

public sealed class InProcessClockJumps : ClockJumpsContract<InProcessFactory>;

public sealed class InProcessExclusion : ExclusionContract<InProcessFactory>;

public sealed class InProcessExpiry : ExpiryContract<InProcessFactory>;

public sealed class InProcessFairness : FairnessContract<InProcessFactory>;

public sealed class InProcessFencingTokens : FencingTokensContract<InProcessFactory>;

public sealed class InProcessLateGrant : LateGrantContract<InProcessFactory>;

public sealed class InProcessLostToken : LostTokenContract<InProcessFactory>;

public sealed class InProcessManyLocks : ManyLocksContract<InProcessFactory>;

public sealed class InProcessMetrics : MetricsContract<InProcessFactory>;

public sealed class InProcessNotReentrant : NotReentrantContract<InProcessFactory>;

public sealed class InProcessOwnership : OwnershipContract<InProcessFactory>;

public sealed class InProcessStarvedPool : StarvedPoolContract<InProcessFactory>;

public sealed class InProcessVisible : VisibleContract<InProcessFactory>;
