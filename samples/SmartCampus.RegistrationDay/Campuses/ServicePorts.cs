using System.Net;
using System.Net.Sockets;

namespace SmartCampus.RegistrationDay.Campuses;

/// <summary>Where a host on this machine listens, by its port offset.</summary>
internal readonly record struct ServicePorts(int Offset)
{
    private const int FrontDoorPort = 8000;
    private const int AcademicPort = 8001;
    private const int SchedulerPort = 8003;
    private const int Stride = 10;
    private const int MaxOffset = 20_000; // Above it are the ports that the system gives away.

    public Uri FrontDoor => At(FrontDoorPort);

    public Uri Scheduler => At(SchedulerPort);

    private IEnumerable<int> Ports
    {
        get
        {
            var offset = Offset;
            return ((int[])[FrontDoorPort, AcademicPort, SchedulerPort]).Select(port => port + offset);
        }
    }

    /// <summary>Finds ports for so many hosts that nobody uses now.</summary>
    public static ServicePorts[] FindFree(int hosts)
    {
        while (true)
        {
            var first = Random.Shared.Next(1, MaxOffset);
            var found = Enumerable.Range(0, hosts).Select(host => new ServicePorts(first + host * Stride)).ToArray();
            if (found.SelectMany(host => host.Ports).All(IsFree)) return found;
        }
    }

    private Uri At(int port) => new($"http://127.0.0.1:{port + Offset}");

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
