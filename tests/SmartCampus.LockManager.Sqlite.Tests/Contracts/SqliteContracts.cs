using SmartCampus.Locking.Testing;

namespace SmartCampus.Locking.Tests.Contracts;

public sealed class Acquiring : AcquiringContract<SqliteLocksFactory>;

public sealed class Restart : RestartContract<SqliteLocksFactory>;

public sealed class SeveralManagers : SeveralManagersContract<SqliteLocksFactory>;
