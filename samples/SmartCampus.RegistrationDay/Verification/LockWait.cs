using System.Diagnostics;
using SmartCampus.Locking;

namespace SmartCampus.RegistrationDay.Verification;

/// <summary>Waits for the leases that services have left behind when they were killed.</summary>
internal static class LockWait
{
    // They end by themselves, after some seconds.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until no lock is held, or for a long time; which of the two is for the verification to say.</summary>
    public static async Task RunAsync(ILockManager locks, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        while ((await locks.InspectAsync(cancellationToken: cancellationToken)).Count > 0 && Stopwatch.GetElapsedTime(start) < Limit)
            await Task.Delay(Pause, cancellationToken);
    }
}
