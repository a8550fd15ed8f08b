using System.Globalization;
using SmartCampus.Events;
using SmartCampus.Locking;
using SmartCampus.RegistrationDay.Data;

namespace SmartCampus.RegistrationDay.Campuses;

/// <summary>
/// Academic services and the scheduler in processes of their own over one store. Clients are spread over the front doors; the events are read from the store
/// itself.
/// </summary>
internal sealed class ProcessesCampus : HttpCampus
{
    private readonly CampusStore _store;

    private ProcessesCampus(IReadOnlyList<Uri> frontDoors, IReadOnlyList<ServiceProcess> services, CampusStore store) : base(frontDoors) =>
        (Services, _store) = (services, store);

    /// <inheritdoc/>
    public override ILockManager? Locks => _store.Locks;

    /// <summary>The scheduler, then the academic services.</summary>
    public IReadOnlyList<ServiceProcess> Services { get; }

    /// <summary>Starts all of them, the scheduler first.</summary>
    /// <param name="data">Where the campus is kept.</param>
    /// <param name="academics">How many academic services.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public static async Task<ProcessesCampus> StartAsync(CampusData data, int academics, CancellationToken cancellationToken)
    {
        // Services that were killed come back at the same ports.
        var ports = ServicePorts.FindFree(academics);
        var campus = new ProcessesCampus(
            [.. ports.Select(p => p.FrontDoor)],
            [
                new ServiceProcess("scheduler", ["--role", "scheduler", "--port-offset", Text(ports[0].Offset), .. data.HostOptions]),
                .. ports.Select((p, i) => new ServiceProcess(
                    academics == 1 ? "academic service" : $"academic service {i + 1}",
                    ["--role", "academic", "--port-offset", Text(p.Offset), "--scheduler-url", $"{ports[0].Scheduler}", .. data.HostOptions])),
            ],
            await data.OpenAsync(cancellationToken));
        try
        {
            foreach (var service in campus.Services) await service.StartAsync(cancellationToken);
            return campus;
        }
        catch
        {
            await campus.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public override IAsyncEnumerable<EventEnvelope> ReadEventsAsync(CancellationToken cancellationToken) =>
        _store.Events.ReadAllAsync(new AllReadOptions { MaxCount = PageSize.Max }, cancellationToken);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var service in Services) await service.DisposeAsync();
        await _store.DisposeAsync();
    }

    private static string Text(int offset) => offset.ToString(CultureInfo.InvariantCulture);
}
