using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using SmartCampus.Events;
using SmartCampus.Host.Demo;
using SmartCampus.Host.Settings;
using SmartCampus.Locking;

namespace SmartCampus.Host.Opening;

/// <summary>Says in one sentence why the host could not start (HO6).</summary>
internal static class StartFailure
{
    /// <summary>The sentence, or null for a fault that nobody foresaw.</summary>
    public static string? Describe(Exception exception, CampusSettings? settings) => exception switch
    {
        SettingsException or DemoException => exception.Message,
        IOException { InnerException: AddressInUseException } =>
            $"{PortsInUse(settings)} on {settings?.Listen} is in use: stop what listens there, or choose other ports with --port-offset.",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } or IOException { InnerException: SocketException { SocketErrorCode: SocketError.AddressNotAvailable } } =>
            $"{settings?.Listen} is no address of this machine: choose another with --listen.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            "The ports must not be used by this user: choose others with --port-offset.",
        EventStoreException or InvalidOperationException { InnerException: EventStoreException } => $"{settings?.Place} cannot be used: {exception.Message}",
        LockException => $"{(settings?.Store == StoreKind.Sqlite ? settings.Locks : settings?.Place)} cannot be used: {exception.Message}",
        InvalidDataException => $"The configuration cannot be read: {exception.Message}",
        UnauthorizedAccessException or IOException => $"{settings?.Data} cannot be used: {exception.Message}",
        _ => null,
    };

    // The exception names the port in its text only.
    private static string PortsInUse(CampusSettings? settings)
    {
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(endpoint => endpoint.Port).ToHashSet();
        var ports = settings?.Doors.Select(door => door.Port).Where(taken.Contains).ToArray() ?? [];
        return ports.Length == 0 ? "A port" : $"Port {string.Join(" and ", ports)}";
    }
}
