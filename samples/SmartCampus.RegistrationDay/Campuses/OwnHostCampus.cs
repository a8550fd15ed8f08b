using Microsoft.Extensions.DependencyInjection;
using SmartCampus.Host;
using SmartCampus.Locking;
using SmartCampus.RegistrationDay.Data;

namespace SmartCampus.RegistrationDay.Campuses;

/// <summary>A host of our own on a free port of this machine, reached by HTTP.</summary>
internal sealed class OwnHostCampus : HttpCampus
{
    private readonly CampusHost _host;

    private OwnHostCampus(CampusHost host) : base([host.Address]) => _host = host;

    /// <inheritdoc/>
    public override ILockManager? Locks => _host.Services.GetRequiredService<ILockManager>();

    /// <summary>Starts a host.</summary>
    /// <param name="data">Where the campus is kept.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public static async Task<OwnHostCampus> StartAsync(CampusData data, CancellationToken cancellationToken)
    {
        var host = CampusHost.Build([.. data.HostOptions, "--port-offset", "auto"]);
        await host.StartAsync(cancellationToken);
        return new OwnHostCampus(host);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _host.StopAsync();
        await _host.DisposeAsync();
    }
}
