using System.Diagnostics;
using SmartCampus.Events;
using SmartCampus.Locking;

namespace SmartCampus.RegistrationDay.Registration;

/// <summary>One client's patience with one request: waits longer after each setback, by chance, and gives up after two minutes.</summary>
internal sealed class Patience
{
    // Longer than the locks last that a killed service has left behind, even when it is killed again.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(500);

    private readonly long _start = Stopwatch.GetTimestamp();
    private TimeSpan _wait = TimeSpan.FromMilliseconds(1);

    /// <summary>Whether it is not over.</summary>
    public bool Lasts => Stopwatch.GetElapsedTime(_start) < Limit;

    /// <summary>Whether a call that failed so may succeed later, although it is not known whether it had an effect.</summary>
    public static bool Bears(Exception exception) => exception
        is HttpRequestException or HttpIOException or EventStoreUnavailableException or AppendOutcomeUnknownException or LockException;

    /// <summary>Waits.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(_wait * Random.Shared.NextDouble(), cancellationToken);
        if (_wait < LongestWait) _wait *= 2;
    }
}
