using SmartCampus.Events.Testing;

namespace SmartCampus.Events.Tests;

public sealed class AllReadsTests : AllReadsContract<MongoStoreFactory>;

public sealed class AtomicityTests : AtomicityContract<MongoStoreFactory>;

public sealed class CancellationTests : CancellationContract<MongoStoreFactory>;

public sealed class CheckpointsTests : CheckpointsContract<MongoStoreFactory>;

public sealed class ClockJumpsTests : ClockJumpsContract<MongoStoreFactory>;

public sealed class ComplianceTests : ComplianceContract<MongoStoreFactory>;

public sealed class ConflictTests : ConflictContract<MongoStoreFactory>;

public sealed class StoredBytesTests : CorruptionContract<MongoStoreFactory>;

public sealed class DeadLettersTests : DeadLettersContract<MongoStoreFactory>;

public sealed class DeletionTests : DeletionContract<MongoStoreFactory>;

public sealed class DurabilityTests : DurabilityContract<MongoStoreFactory>;

public sealed class FaultsTests : FaultsContract<MongoStoreFactory>;

public sealed class FencingTests : FencingContract<MongoStoreFactory>;

public sealed class FilteredReadsTests : FilteredReadsContract<MongoStoreFactory>;

public sealed class FollowingTests : FollowingContract<MongoStoreFactory>;

public sealed class GlobalOrderTests : GlobalOrderContract<MongoStoreFactory>;

public sealed class IdempotencyTests : IdempotencyContract<MongoStoreFactory>;

public sealed class LimitsTests : LimitsContract<MongoStoreFactory>;

public sealed class MetadataTests : MetadataContract<MongoStoreFactory>;

public sealed class RacingWritersTests : RacingWritersContract<MongoStoreFactory>;

public sealed class SeveralInstancesTests : SeveralInstancesContract<MongoStoreFactory>;

public sealed class SlowReadersTests : SlowReadersContract<MongoStoreFactory>;

public sealed class SnapshotsTests : SnapshotsContract<MongoStoreFactory>;

public sealed class StreamReadsTests : StreamReadsContract<MongoStoreFactory>;

public sealed class TruncationTests : TruncationContract<MongoStoreFactory>;

public sealed class TypesTests : TypesContract<MongoStoreFactory>;

public sealed class UnknownOutcomeTests : UnknownOutcomeContract<MongoStoreFactory>;

public sealed class VersionsTests : VersionsContract<MongoStoreFactory>;
