using System.Globalization;
using System.Net;
using System.Net.Sockets;
using SmartCampus.Locking;

namespace SmartCampus.RegistrationDay.Campuses;

/// <summary>The academic service and the scheduler in processes of their own over one data file, reached by HTTP through the front door.</summary>
internal sealed class TwoProcessCampus : HttpCampus
{
    private const int FrontDoorPort = 8000;
    private const int AcademicPort = 8001;
    private const int SchedulerPort = 8003;
    private const int MaxOffset = 20_000; // Above it are the ports that the system gives away.

    private readonly SqliteLockManager _locks;

    private TwoProcessCampus(string data, int offset, IReadOnlyList<ServiceProcess> services) : base(new Uri($"http://127.0.0.1:{FrontDoorPort + offset}"))
    {
        Services = services;
        _locks = SqliteLockManager.Open(data + ".locks"); // Where the services have theirs.
    }

    /// <inheritdoc/>
    public override ILockManager? Locks => _locks;

    /// <summary>The two services.</summary>
    public IReadOnlyList<ServiceProcess> Services { get; }

    /// <summary>Starts both, the scheduler first.</summary>
    /// <param name="data">The SQLite file.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public static async Task<TwoProcessCampus> StartAsync(string data, CancellationToken cancellationToken)
    {
        // A service that was killed comes back at the same ports.
        var offset = FindOffset();
        string[] shared = ["--data", data, "--port-offset", offset.ToString(CultureInfo.InvariantCulture)];
        var campus = new TwoProcessCampus(data, offset,
        [
            new ServiceProcess("scheduler", ["--role", "scheduler", .. shared]),
            new ServiceProcess("academic service", ["--role", "academic", .. shared]),
        ]);
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
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _locks.DisposeAsync();
        foreach (var service in Services) await service.DisposeAsync();
    }

    private static int FindOffset()
    {
        while (true)
        {
            var offset = Random.Shared.Next(1, MaxOffset);
            if (((int[])[FrontDoorPort, AcademicPort, SchedulerPort]).All(port => IsFree(port + offset))) return offset;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
