using SmartCampus.Events.Testing;

namespace SmartCampus.Events.Tests.InMemory;

public sealed class InMemoryAllReads : AllReadsContract<InMemoryStoreFactory>;

public sealed class InMemoryAtomicity : AtomicityContract<InMemoryStoreFactory>;

public sealed class InMemoryCancellation : CancellationContract<InMemoryStoreFactory>;

public sealed class InMemoryCheckpoints : CheckpointsContract<InMemoryStoreFactory>;

public sealed class InMemoryClockJumps : ClockJumpsContract<InMemoryStoreFactory>;

public sealed class InMemoryConflict : ConflictContract<InMemoryStoreFactory>;

public sealed class InMemoryDeadLetters : DeadLettersContract<InMemoryStoreFactory>;

public sealed class InMemoryDeletion : DeletionContract<InMemoryStoreFactory>;

public sealed class InMemoryFencing : FencingContract<InMemoryStoreFactory>;

public sealed class InMemoryFilteredReads : FilteredReadsContract<InMemoryStoreFactory>;

public sealed class InMemoryFollowing : FollowingContract<InMemoryStoreFactory>;

public sealed class InMemoryGlobalOrder : GlobalOrderContract<InMemoryStoreFactory>;

public sealed class InMemoryIdempotency : IdempotencyContract<InMemoryStoreFactory>;

public sealed class InMemoryLimits : LimitsContract<InMemoryStoreFactory>;

public sealed class InMemoryMetadata : MetadataContract<InMemoryStoreFactory>;

public sealed class InMemoryRacingWriters : RacingWritersContract<InMemoryStoreFactory>;

public sealed class InMemorySlowReaders : SlowReadersContract<InMemoryStoreFactory>;

public sealed class InMemorySnapshots : SnapshotsContract<InMemoryStoreFactory>;

public sealed class InMemoryStreamReads : StreamReadsContract<InMemoryStoreFactory>;

public sealed class InMemoryTruncation : TruncationContract<InMemoryStoreFactory>;

public sealed class InMemoryTypes : TypesContract<InMemoryStoreFactory>;

public sealed class InMemoryUnknownOutcome : UnknownOutcomeContract<InMemoryStoreFactory>;

public sealed class InMemoryVersions : VersionsContract<InMemoryStoreFactory>;
