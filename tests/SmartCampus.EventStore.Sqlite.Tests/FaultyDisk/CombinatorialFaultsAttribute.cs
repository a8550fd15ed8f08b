using System.Reflection;
using SQLitePCL;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace SmartCampus.Events.Tests;

/// <summary>Disk full and I/O error, whole and torn, at the first, a middle and a later write, once and for good.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CombinatorialFaultsAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) => new([.. Rows()]);

    public override bool SupportsDiscoveryEnumeration() => true;

    private static IEnumerable<ITheoryDataRow> Rows() =>
        from code in (int[])[raw.SQLITE_FULL, raw.SQLITE_IOERR_WRITE]
        from isTorn in (bool[])[false, true]
        from skip in (int[])[0, 1, 5]
        from times in (int[])[1, int.MaxValue]
        select new TheoryDataRow<int, bool, int, int>(code, isTorn, skip, times);
}
