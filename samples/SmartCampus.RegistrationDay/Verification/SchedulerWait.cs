using System.Diagnostics;
using SmartCampus.RegistrationDay.Campuses;

namespace SmartCampus.RegistrationDay.Verification;

/// <summary>Waits for the scheduler.</summary>
internal static class SchedulerWait
{
    // A scheduler that was killed held claims and locks; they end by themselves, after some seconds.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until it has handled every event.</summary>
    /// <returns>How long that took.</returns>
    /// <exception cref="RegistrationDayException">It got nowhere for a long time.</exception>
    public static async Task<TimeSpan> RunAsync(ICampus campus, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var (best, since) = (-1L, start);
        while (true)
        {
            var (position, lag) = await campus.GetSchedulerProgressAsync(cancellationToken);
            progress.Report(lag == 0 ? 1 : (double)position / (position + lag));
            if (lag == 0) return Stopwatch.GetElapsedTime(start);
            if (position > best) (best, since) = (position, Stopwatch.GetTimestamp());
            else if (Stopwatch.GetElapsedTime(since) > Limit)
                throw new RegistrationDayException($"The scheduler has handled nothing for {Limit.TotalMinutes:N0} minutes: it stands at position {position}, and the store is {lag} ahead.");
            await Task.Delay(Pause, cancellationToken);
        }
    }
}
