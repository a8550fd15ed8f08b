using SmartCampus.Benchmarks.Appending;
using SmartCampus.Benchmarks.Locking;
using SmartCampus.Benchmarks.Reading;

namespace SmartCampus.Benchmarks.Postgres;

internal static partial class PostgresPeers
{
    static partial void AddAppends(string connection, List<IAppendSystem> systems) => systems.AddRange(
    [
        new MartenAppends("Marten, Quick", connection, isExclusive: false),
        new MartenAppends("Marten, AppendExclusive", connection, isExclusive: true),
    ]);

    static partial void AddReads(string connection, List<IReadSystem> systems) => systems.Add(new MartenReads(connection));

    static partial void AddLocks(string connection, List<ILockSystem> systems) => systems.Add(new DistributedLocks(connection));
}
