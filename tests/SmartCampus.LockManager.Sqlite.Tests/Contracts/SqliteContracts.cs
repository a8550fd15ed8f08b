using SmartCampus.Locking.Testing;

namespace SmartCampus.Locking.Tests.Contracts;

public sealed class SqliteAcquiring : AcquiringContract<SqliteLocksFactory>;

public sealed class SqliteAutoRenew : AutoRenewContract<SqliteLocksFactory>;

public sealed class SqliteCancelRace : CancelRaceContract<SqliteLocksFactory>;

public sealed class SqliteClean : CleanContract<SqliteLocksFactory>;

public sealed class SqliteClockJumps : ClockJumpsContract<SqliteLocksFactory>;

public sealed class SqliteExclusion : ExclusionContract<SqliteLocksFactory>;

public sealed class SqliteExpiry : ExpiryContract<SqliteLocksFactory>;

public sealed class SqliteFairness : FairnessContract<SqliteLocksFactory>;

public sealed class SqliteFencingTokens : FencingTokensContract<SqliteLocksFactory>;

public sealed class SqliteLateGrant : LateGrantContract<SqliteLocksFactory>;

public sealed class SqliteLostToken : LostTokenContract<SqliteLocksFactory>;

public sealed class SqliteManyLocks : ManyLocksContract<SqliteLocksFactory>;

public sealed class SqliteMetrics : MetricsContract<SqliteLocksFactory>;

public sealed class SqliteNotReentrant : NotReentrantContract<SqliteLocksFactory>;

public sealed class SqliteOwnership : OwnershipContract<SqliteLocksFactory>;

public sealed class SqliteRestart : RestartContract<SqliteLocksFactory>;

public sealed class SqliteSeveralManagers : SeveralManagersContract<SqliteLocksFactory>;

public sealed class SqliteStarvedPool : StarvedPoolContract<SqliteLocksFactory>;

public sealed class SqliteVisible : VisibleContract<SqliteLocksFactory>;
