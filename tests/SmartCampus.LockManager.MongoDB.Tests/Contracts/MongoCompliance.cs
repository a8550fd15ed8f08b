using SmartCampus.Locking.Testing;

namespace SmartCampus.Locking.Tests.Contracts;

public sealed class MongoCompliance : LockComplianceContract<MongoLocksFactory>;
