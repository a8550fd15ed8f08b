using SmartCampus.Events;

namespace SmartCampus.Scheduling;

/// <summary>Decides again when a stream has moved.</summary>
internal static class ConflictRetry
{
    /// <summary>
    /// Every conflict means that somebody else's append was stored, so that trying again at once is never idle; the bound only
    /// keeps a caller from waiting for ever behind a crowd.
    /// </summary>
    internal const int MaxAttempts = 64;

    internal static async ValueTask<T> RunAsync<T>(Func<ValueTask<T>> attempt)
    {
        for (var attempts = 1; ; attempts++)
        {
            try
            {
                return await attempt().ConfigureAwait(false);
            }
            catch (ConcurrencyException) when (attempts < MaxAttempts)
            {
            }
        }
    }
}
