using SmartCampus.MongoWire;

namespace SmartCampus.Locking.Tests;

/// <summary>All that can become of a write without telling: once, which the driver repeats, and twice, which the manager does.</summary>
internal static class Outages
{
    public static IEnumerable<(string Resource, Fault Fault, int Times)> All =>
        from fault in (Fault[])[Fault.DropBeforeApplying, Fault.DropAfterApplying, Fault.NotWritablePrimary, Fault.ShutdownInProgress, Fault.WriteConcernTimeout]
        from times in (int[])[1, 2]
        select ($"{fault} {times}", fault, times);
}
