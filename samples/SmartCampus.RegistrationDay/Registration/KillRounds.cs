using SmartCampus.RegistrationDay.Campuses;
using SmartCampus.RegistrationDay.Reporting;

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
    private int _begun;
    private int _settled;
    private int _due = 1;
    private Task _round = Task.CompletedTask;

    /// <summary>Whether the day was long enough for all rounds; nothing without rounds.</summary>
    public IReadOnlyList<Check> Checks => rounds == 0 ? [] : [new Check("every kill round took place", _begun == rounds ? [] : [$"{_begun} of {rounds} did"])];

    /// <summary>Ends with the last round.</summary>
    public Task Completion => _round;

    /// <summary>Told after each request how many are settled; the client goes on when the task ends.</summary>
    public Task AfterAsync(int settled, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _settled = Math.Max(_settled, settled);
            if (_begun == rounds || settled < _due) return Task.CompletedTask;
            if (!_round.IsCompletedSuccessfully) return _round;
            _begun++;
            _due = _begun * _stride + _random.Next(_stride);
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
