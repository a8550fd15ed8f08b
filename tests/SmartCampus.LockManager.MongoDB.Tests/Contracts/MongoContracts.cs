using SmartCampus.Locking.Testing;

namespace SmartCampus.Locking.Tests.Contracts;

public sealed class MongoAcquiring : AcquiringContract<MongoLocksFactory>;

public sealed class MongoAutoRenew : AutoRenewContract<MongoLocksFactory>;

public sealed class MongoCancelRace : CancelRaceContract<MongoLocksFactory>;

public sealed class MongoClean : CleanContract<MongoLocksFactory>;

public sealed class MongoClockJumps : ClockJumpsContract<MongoLocksFactory>;

public sealed class MongoExclusion : ExclusionContract<MongoLocksFactory>;

public sealed class MongoExpiry : ExpiryContract<MongoLocksFactory>;

public sealed class MongoFairness : FairnessContract<MongoLocksFactory>;

public sealed class MongoFencingTokens : FencingTokensContract<MongoLocksFactory>;

public sealed class MongoLateGrant : LateGrantContract<MongoLocksFactory>;

public sealed class MongoLostToken : LostTokenContract<MongoLocksFactory>;

public sealed class MongoManyLocks : ManyLocksContract<MongoLocksFactory>;

public sealed class MongoMetrics : MetricsContract<MongoLocksFactory>;

public sealed class MongoNotReentrant : NotReentrantContract<MongoLocksFactory>;

public sealed class MongoOwnership : OwnershipContract<MongoLocksFactory>;

public sealed class MongoRestart : RestartContract<MongoLocksFactory>;

public sealed class MongoSeveralManagers : SeveralManagersContract<MongoLocksFactory>;

public sealed class MongoStarvedPool : StarvedPoolContract<MongoLocksFactory>;

public sealed class MongoVisible : VisibleContract<MongoLocksFactory>;
