using SmartCampus.Events.Testing;

namespace SmartCampus.Events.Tests;

// The contract suite over the store with its default options, and once more with the index written after every third entry:
// then nearly everything that a test reads has moved from memory to disk.

public sealed class AllReadsTests : AllReadsContract<SqliteStoreFactory>;

public sealed class AtomicityTests : AtomicityContract<SqliteStoreFactory>;

public sealed class CancellationTests : CancellationContract<SqliteStoreFactory>;

public sealed class CheckpointsTests : CheckpointsContract<SqliteStoreFactory>;

public sealed class ClockJumpsTests : ClockJumpsContract<SqliteStoreFactory>;

public sealed class ComplianceTests : ComplianceContract<SqliteStoreFactory>;

public sealed class ConflictTests : ConflictContract<SqliteStoreFactory>;

public sealed class StoredBytesTests : CorruptionContract<SqliteStoreFactory>;

public sealed class DeadLettersTests : DeadLettersContract<SqliteStoreFactory>;

public sealed class DeletionTests : DeletionContract<SqliteStoreFactory>;

public sealed class DurabilityTests : DurabilityContract<SqliteStoreFactory>;

public sealed class FaultsTests : FaultsContract<SqliteStoreFactory>;

public sealed class FencingTests : FencingContract<SqliteStoreFactory>;

public sealed class FilteredReadsTests : FilteredReadsContract<SqliteStoreFactory>;

public sealed class FollowingTests : FollowingContract<SqliteStoreFactory>;

public sealed class GlobalOrderTests : GlobalOrderContract<SqliteStoreFactory>;

public sealed class IdempotencyTests : IdempotencyContract<SqliteStoreFactory>;

public sealed class LimitsTests : LimitsContract<SqliteStoreFactory>;

public sealed class MetadataTests : MetadataContract<SqliteStoreFactory>;

public sealed class RacingWritersTests : RacingWritersContract<SqliteStoreFactory>;

public sealed class SeveralInstancesTests : SeveralInstancesContract<SqliteStoreFactory>;

public sealed class SlowReadersTests : SlowReadersContract<SqliteStoreFactory>;

public sealed class SnapshotsTests : SnapshotsContract<SqliteStoreFactory>;

public sealed class StreamReadsTests : StreamReadsContract<SqliteStoreFactory>;

public sealed class TruncationTests : TruncationContract<SqliteStoreFactory>;

public sealed class TypesTests : TypesContract<SqliteStoreFactory>;

public sealed class UnknownOutcomeTests : UnknownOutcomeContract<SqliteStoreFactory>;

public sealed class VersionsTests : VersionsContract<SqliteStoreFactory>;

public sealed class EagerlyAllReadsTests : AllReadsContract<EagerIndexFactory>;

public sealed class EagerlyAtomicityTests : AtomicityContract<EagerIndexFactory>;

public sealed class EagerlyCancellationTests : CancellationContract<EagerIndexFactory>;

public sealed class EagerlyCheckpointsTests : CheckpointsContract<EagerIndexFactory>;

public sealed class EagerlyClockJumpsTests : ClockJumpsContract<EagerIndexFactory>;

public sealed class EagerlyComplianceTests : ComplianceContract<EagerIndexFactory>;

public sealed class EagerlyConflictTests : ConflictContract<EagerIndexFactory>;

public sealed class EagerlyStoredBytesTests : CorruptionContract<EagerIndexFactory>;

public sealed class EagerlyDeadLettersTests : DeadLettersContract<EagerIndexFactory>;

public sealed class EagerlyDeletionTests : DeletionContract<EagerIndexFactory>;

public sealed class EagerlyDurabilityTests : DurabilityContract<EagerIndexFactory>;

public sealed class EagerlyFaultsTests : FaultsContract<EagerIndexFactory>;

public sealed class EagerlyFencingTests : FencingContract<EagerIndexFactory>;

public sealed class EagerlyFilteredReadsTests : FilteredReadsContract<EagerIndexFactory>;

public sealed class EagerlyFollowingTests : FollowingContract<EagerIndexFactory>;

public sealed class EagerlyGlobalOrderTests : GlobalOrderContract<EagerIndexFactory>;

public sealed class EagerlyIdempotencyTests : IdempotencyContract<EagerIndexFactory>;

public sealed class EagerlyLimitsTests : LimitsContract<EagerIndexFactory>;

public sealed class EagerlyMetadataTests : MetadataContract<EagerIndexFactory>;

public sealed class EagerlyRacingWritersTests : RacingWritersContract<EagerIndexFactory>;

public sealed class EagerlySeveralInstancesTests : SeveralInstancesContract<EagerIndexFactory>;

public sealed class EagerlySlowReadersTests : SlowReadersContract<EagerIndexFactory>;

public sealed class EagerlySnapshotsTests : SnapshotsContract<EagerIndexFactory>;

public sealed class EagerlyStreamReadsTests : StreamReadsContract<EagerIndexFactory>;

public sealed class EagerlyTruncationTests : TruncationContract<EagerIndexFactory>;

public sealed class EagerlyTypesTests : TypesContract<EagerIndexFactory>;

public sealed class EagerlyUnknownOutcomeTests : UnknownOutcomeContract<EagerIndexFactory>;

public sealed class EagerlyVersionsTests : VersionsContract<EagerIndexFactory>;
