using SmartCampus.Events.Testing;

namespace SmartCampus.Events.Tests.InMemory;

public sealed class InMemoryAtomicity : AtomicityContract<InMemoryStoreFactory>;

public sealed class InMemoryCancellation : CancellationContract<InMemoryStoreFactory>;

public sealed class InMemoryConflict : ConflictContract<InMemoryStoreFactory>;

public sealed class InMemoryFollowing : FollowingContract<InMemoryStoreFactory>;

public sealed class InMemoryGlobalOrder : GlobalOrderContract<InMemoryStoreFactory>;

public sealed class InMemoryIdempotency : IdempotencyContract<InMemoryStoreFactory>;

public sealed class InMemoryRacingWriters : RacingWritersContract<InMemoryStoreFactory>;

public sealed class InMemoryVersions : VersionsContract<InMemoryStoreFactory>;
