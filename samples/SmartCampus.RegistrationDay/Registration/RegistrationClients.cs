using System.Diagnostics;
using SmartCampus.RegistrationDay.Requests;

namespace SmartCampus.RegistrationDay.Registration;

/// <summary>Many clients at once, each taking the next request until none is left.</summary>
public static class RegistrationClients
{
    /// <summary>Settles all requests.</summary>
    /// <param name="requests">The requests, in the order in which clients take them.</param>
    /// <param name="clients">How many clients.</param>
    /// <param name="registrar">Settles a request.</param>
    /// <param name="journal">Takes what was acknowledged.</param>
    /// <param name="done">Told after each request how many are settled; the client goes on when the task ends.</param>
    /// <param name="cancellationToken">Stops the clients.</param>
    public static async Task<Tally> SettleAllAsync(
        IReadOnlyList<RegistrationRequest> requests, int clients, Registrar registrar, Journal journal, Func<int, Task> done, CancellationToken cancellationToken)
    {
        var outcomes = new (RequestOutcome Outcome, TimeSpan Latency)[requests.Count];
        var (next, settled) = (-1, 0);
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(ClientAsync, cancellationToken)));
        return new Tally(outcomes, Stopwatch.GetElapsedTime(start));

        async Task ClientAsync()
        {
            for (var i = Interlocked.Increment(ref next); i < requests.Count; i = Interlocked.Increment(ref next))
            {
                var before = Stopwatch.GetTimestamp();
                var outcome = await registrar.SettleAsync(requests[i], cancellationToken);
                outcomes[i] = (outcome, Stopwatch.GetElapsedTime(before));
                journal.Add(requests[i], outcome);
                await done(Interlocked.Increment(ref settled));
            }
        }
    }
}
