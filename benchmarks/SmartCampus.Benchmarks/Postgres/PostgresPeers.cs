using SmartCampus.Benchmarks.Appending;
using SmartCampus.Benchmarks.Locking;
using SmartCampus.Benchmarks.Measuring;
using SmartCampus.Benchmarks.Reading;

namespace SmartCampus.Benchmarks.Postgres;

/// <summary>
/// The libraries on PostgreSQL that we are measured against. They are compiled only while the environment variable names a PostgreSQL, so that nobody
/// who does not measure them has to restore them.
/// </summary>
internal static partial class PostgresPeers
{
    private const string Variable = "SMARTCAMPUS_BENCHMARKS_POSTGRES";

    public static IReadOnlyList<IAppendSystem> Appends(Bench bench) => Peers<IAppendSystem>(bench, (connection, systems) => AddAppends(connection, systems));

    public static IReadOnlyList<IReadSystem> Reads(Bench bench) => Peers<IReadSystem>(bench, (connection, systems) => AddReads(connection, systems));

    public static IReadOnlyList<ILockSystem> Locks(Bench bench) => Peers<ILockSystem>(bench, (connection, systems) => AddLocks(connection, systems), "DistributedLock");

    /// <summary>The locks of a PostgreSQL.</summary>
    public static IReadOnlyList<ILockSystem> Locks(string connection)
    {
        var systems = new List<ILockSystem>();
        AddLocks(connection, systems);
        return systems;
    }

    /// <summary>Whether a place of locks is a PostgreSQL's.</summary>
    public static bool IsOne(string place) => place == Environment.GetEnvironmentVariable(Variable);

    static partial void AddAppends(string connection, List<IAppendSystem> systems);

    static partial void AddReads(string connection, List<IReadSystem> systems);

    static partial void AddLocks(string connection, List<ILockSystem> systems);

    private static List<T> Peers<T>(Bench bench, Action<string, List<T>> add, string name = "Marten")
    {
        var systems = new List<T>();
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } connection) add(connection, systems);
        if (systems.Count == 0 && bench.Wants(name))
            bench.Print($"{name} is left out. To add it, set {Variable} to the connection string of a PostgreSQL and build again; benchmarks/README.md tells more.");
        return systems;
    }
}
