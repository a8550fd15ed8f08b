using System.Net;

namespace SmartCampus.Host.Settings;

/// <summary>The host's settings, read and checked once at start.</summary>
/// <param name="Store">Where events are kept.</param>
/// <param name="Data">The full path of the SQLite file.</param>
/// <param name="Listen">The address to listen on.</param>
/// <param name="Port">The port of the front door; 0 for a free one.</param>
/// <param name="Demo">Whether to fill the store with the demo campus.</param>
internal sealed record CampusSettings(StoreKind Store, string Data, IPAddress Listen, int Port, bool Demo)
{
    public const string Section = "Campus";
    public const string DefaultData = "campus-data/campus.db";
    public const int FrontDoorPort = 8000;
    public const string FreePorts = "auto";

    /// <exception cref="SettingsException">A setting is not usable.</exception>
    public static CampusSettings From(IConfiguration configuration)
    {
        var campus = configuration.GetSection(Section);
        var store = ReadStore(campus[nameof(Store)]);
        var listen = ReadListen(campus[nameof(Listen)]);
        var demo = ReadDemo(campus[nameof(Demo)]) ?? IsUnconfigured(campus);
        if (store == StoreKind.Memory && campus[nameof(Data)] is not null)
            throw new SettingsException("The memory store keeps no file: leave out --data, or choose --store sqlite.");
        if (demo && !IPAddress.IsLoopback(listen))
            throw new SettingsException($"The demo campus is only served on loopback, not on {listen}: leave out --demo or --listen.");
        return new CampusSettings(store, ReadData(campus[nameof(Data)]), listen, ReadPort(campus["PortOffset"]), demo);
    }

    // Whoever chose a store, a file or an address has a campus of their own in mind.
    private static bool IsUnconfigured(IConfiguration campus) =>
        campus[nameof(Store)] is null && campus[nameof(Data)] is null && campus[nameof(Listen)] is null;

    private static StoreKind ReadStore(string? value) => value switch
    {
        null or "sqlite" => StoreKind.Sqlite,
        "memory" => StoreKind.Memory,
        _ => throw new SettingsException($"'{value}' is not a store: choose sqlite or memory."),
    };

    private static string ReadData(string? value) => value is ""
        ? throw new SettingsException("The data path is empty: name the SQLite file, such as campus-data/campus.db.")
        : Path.GetFullPath(value ?? DefaultData);

    private static IPAddress ReadListen(string? value) => value switch
    {
        null or "localhost" => IPAddress.Loopback,
        _ when IPAddress.TryParse(value, out var address) => address,
        _ => throw new SettingsException($"'{value}' is not an address to listen on: give an IP address such as 127.0.0.1 or 0.0.0.0."),
    };

    private static int ReadPort(string? value)
    {
        if (value is null) return FrontDoorPort;
        if (value == FreePorts) return 0;
        const int max = IPEndPoint.MaxPort - FrontDoorPort;
        return int.TryParse(value, out var offset) && offset is >= 0 and <= max
            ? FrontDoorPort + offset
            : throw new SettingsException($"'{value}' is not a port offset: give a number from 0 to {max}, or '{FreePorts}' for free ports.");
    }

    private static bool? ReadDemo(string? value) => value switch
    {
        null => null,
        _ when bool.TryParse(value, out var demo) => demo,
        _ => throw new SettingsException($"'{value}' does not say whether to serve the demo campus: give true or false."),
    };
}
