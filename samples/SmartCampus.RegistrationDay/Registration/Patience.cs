using System.Diagnostics;
using SmartCampus.Events;
using SmartCampus.Locking;

namespace SmartCampus.RegistrationDay.Registration;

/// <summary>One client's patience with one request: waits longer after each setback, by chance, and gives up after five minutes.</summary>
internal sealed class Patience
{
    // Longer than the locks last that a killed service has left behind, even when it is killed again, and than a call may be overtaken on a busy machine.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    // Whoever was faster is done within milliseconds; a campus that is away is not.
    private static readonly TimeSpan LongestWaitForOthers = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestWaitForCampus = TimeSpan.FromMilliseconds(500);

    private readonly long _start = Stopwatch.GetTimestamp();
    private TimeSpan _wait = TimeSpan.FromMilliseconds(1);

    /// <summary>Whether it is not over.</summary>
    public bool Lasts => Stopwatch.GetElapsedTime(_start) < Limit;

    /// <summary>Whether a call that failed so may succeed later, although it is not known whether it had an effect.</summary>
    public static bool Bears(Exception exception) => exception
        is HttpRequestException or HttpIOException or EventStoreUnavailableException or AppendOutcomeUnknownException or LockException;

    /// <summary>Waits for others who were faster.</summary>
    public Task WaitForOthersAsync(CancellationToken cancellationToken) => WaitAsync(LongestWaitForOthers, cancellationToken);

    /// <summary>Waits for the campus to do its work again.</summary>
    public Task WaitForCampusAsync(CancellationToken cancellationToken) => WaitAsync(LongestWaitForCampus, cancellationToken);

    private Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        _wait = _wait * 2 < longest ? _wait * 2 : longest;
        return Task.Delay(_wait * Random.Shared.NextDouble(), cancellationToken);
    }
}
