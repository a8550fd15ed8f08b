using SmartCampus.RegistrationDay.Campuses;

namespace SmartCampus.RegistrationDay.Registration;

/// <summary>Kills one of the services again and again while clients register, at moments counted in settled requests.</summary>
/// <remarks>Clients go on during a round, as far as to the moment of the next one; there they wait for its end.</remarks>
/// <param name="services">The services.</param>
/// <param name="rounds">How often.</param>
/// <param name="seed">Decides which service, and when.</param>
/// <param name="requests">How many requests there are.</param>
internal sealed class KillRounds(IReadOnlyList<ServiceProcess> services, int rounds, int seed, int requests)
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);
    private readonly int _stride = Math.Max(1, requests / (rounds + 1));
    private int _settled;
    private int _due = new Random(seed).Next(requests / (rounds + 1) + 1);
    private Task _round = Task.CompletedTask;

    /// <summary>How many rounds have begun.</summary>
    public int Begun { get; private set; }

    /// <summary>Ends with the last round.</summary>
    public Task Completion => _round;

    /// <summary>Told after each request how many are settled; the client goes on when the task ends.</summary>
    public Task AfterAsync(int settled, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _settled = Math.Max(_settled, settled);
            if (Begun == rounds || settled < _due) return Task.CompletedTask;
            if (!_round.IsCompletedSuccessfully) return _round;
            Begun++;
            _due = (Begun * _stride) + _random.Next(_stride);
            _round = KillAsync(services[_random.Next(services.Count)], cancellationToken);
            return Task.CompletedTask;
        }
    }

    private async Task KillAsync(ServiceProcess service, CancellationToken cancellationToken)
    {
        await Task.Yield();
        await service.RestartAsync(cancellationToken);
        // Not at the moment when all who waited begin.
        lock (_gate) _due = Math.Max(_due, _settled + _random.Next(_stride / 2 + 1));
    }
}
