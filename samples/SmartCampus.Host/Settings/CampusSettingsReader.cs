using System.Net;
using SmartCampus.Enrollments;
using SmartCampus.Host.Paging;
using static SmartCampus.Host.Settings.CampusSettings;

namespace SmartCampus.Host.Settings;

/// <summary>Reads the settings from the configuration: first each by itself, then whether they go together.</summary>
internal static class CampusSettingsReader
{
    /// <exception cref="SettingsException">A setting is not usable.</exception>
    public static CampusSettings Read(IConfiguration configuration)
    {
        var campus = configuration.GetSection(Section);
        var store = ReadStore(campus[nameof(CampusSettings.Store)]);
        var role = ReadRole(campus[nameof(CampusSettings.Role)]);
        var offset = ReadPortOffset(campus[nameof(CampusSettings.PortOffset)]);
        var settings = new CampusSettings(
            store,
            ReadData(campus[nameof(CampusSettings.Data)]),
            campus[nameof(CampusSettings.Mongo)] is { } mongo ? MongoPlace.Parse(mongo, campus[MongoDatabase]) : null,
            ReadPageTokenKey(campus[nameof(CampusSettings.PageTokenKey)]),
            ReadListen(campus[nameof(CampusSettings.Listen)]),
            offset,
            ReadDemo(campus[nameof(CampusSettings.Demo)]) ?? (role != HostRole.Scheduler && IsUnconfigured(campus)),
            role,
            ReadSchedulerUrl(campus[nameof(CampusSettings.SchedulerUrl)], offset),
            ReadMode(campus[nameof(CampusSettings.Mode)]));
        return FindContradiction(campus, settings) is { } contradiction ? throw new SettingsException(contradiction) : settings;
    }

    private static string? FindContradiction(IConfiguration campus, CampusSettings settings)
    {
        var (store, role) = (settings.Store, settings.Role);
        return
            store == StoreKind.Memory && campus[nameof(CampusSettings.Data)] is not null ? "The memory store keeps no file: leave out --data, or choose --store sqlite." :
            store == StoreKind.MongoDB && campus[nameof(CampusSettings.Data)] is not null ? "The MongoDB store keeps no file: leave out --data, or choose --store sqlite." :
            store == StoreKind.MongoDB && settings.Mongo is null ? "Say where MongoDB is with --mongo, such as mongodb://db1,db2,db3/?replicaSet=rs0." :
            store != StoreKind.MongoDB && (settings.Mongo is not null || campus[MongoDatabase] is not null) ? "--mongo and --mongo-database are for --store mongodb: choose it, or leave them out." :
            store == StoreKind.MongoDB && settings.PageTokenKey is null ? $"All processes on one MongoDB store sign page tokens with one key: set {Section}__{nameof(CampusSettings.PageTokenKey)} to 32 random bytes in Base64, such as openssl rand -base64 32 gives." :
            store == StoreKind.Memory && role != HostRole.All ? "Two processes share no memory: choose --store sqlite or mongodb for --role academic and --role scheduler." :
            settings.Demo && role == HostRole.Scheduler ? "The demo campus is filled in by the academic service: leave out --demo, or choose --role academic." :
            campus[nameof(CampusSettings.SchedulerUrl)] is not null && role != HostRole.Academic ? "Only --role academic looks for a scheduler elsewhere: leave out --scheduler-url, or choose that role." :
            settings.Demo && !IPAddress.IsLoopback(settings.Listen) ? $"The demo campus is only served on loopback, not on {settings.Listen}: leave out --demo or --listen." :
            null;
    }

    // Whoever chose a store, a file or an address has a campus of their own in mind.
    private static bool IsUnconfigured(IConfiguration campus) =>
        campus[nameof(CampusSettings.Store)] is null && campus[nameof(CampusSettings.Data)] is null && campus[nameof(CampusSettings.Listen)] is null;

    private static StoreKind ReadStore(string? value) => value switch
    {
        null or "sqlite" => StoreKind.Sqlite,
        "memory" => StoreKind.Memory,
        "mongodb" => StoreKind.MongoDB,
        _ => throw new SettingsException($"'{value}' is not a store: choose sqlite, memory or mongodb."),
    };

    private static string ReadData(string? value) => value is ""
        ? throw new SettingsException("The data path is empty: name the SQLite file, such as campus-data/campus.db.")
        : Path.GetFullPath(value ?? DefaultData);

    private static byte[]? ReadPageTokenKey(string? value)
    {
        if (value is null) return null;
        var key = new byte[value.Length];
        return Convert.TryFromBase64String(value, key, out var length) && length >= PageTokens.KeyBytes
            ? key[..length]
            : throw new SettingsException($"The page token key is not usable: give {PageTokens.KeyBytes} random bytes or more in Base64, such as openssl rand -base64 {PageTokens.KeyBytes} gives.");
    }

    private static IPAddress ReadListen(string? value) => value switch
    {
        null or "localhost" => IPAddress.Loopback,
        _ when IPAddress.TryParse(value, out var address) => address,
        _ => throw new SettingsException($"'{value}' is not an address to listen on: give an IP address such as 127.0.0.1 or 0.0.0.0."),
    };

    private static HostRole ReadRole(string? value) => value switch
    {
        null or "all" => HostRole.All,
        "academic" => HostRole.Academic,
        "scheduler" => HostRole.Scheduler,
        _ => throw new SettingsException($"'{value}' is not a role: choose all, academic or scheduler."),
    };

    private static ConcurrencyMode ReadMode(string? value) => value is null
        ? ConcurrencyMode.Optimistic
        : ModeNames.Find(value) ?? throw new SettingsException($"'{value}' is not a mode: choose {ModeNames.All}.");

    private static Uri ReadSchedulerUrl(string? value, int? offset)
    {
        if (value is null) return new Uri($"http://127.0.0.1:{SchedulerPort + (offset ?? 0)}");
        return Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.PathAndQuery == "/"
            ? url
            : throw new SettingsException($"'{value}' is not where a scheduler can be: give a URL without a path, such as http://127.0.0.1:{SchedulerPort}.");
    }

    private static int? ReadPortOffset(string? value)
    {
        if (value is null) return 0;
        if (value == FreePorts) return null;
        const int max = IPEndPoint.MaxPort - SchedulerPort;
        return int.TryParse(value, out var offset) && offset is >= 0 and <= max
            ? offset
            : throw new SettingsException($"'{value}' is not a port offset: give a number from 0 to {max}, or '{FreePorts}' for free ports.");
    }

    private static bool? ReadDemo(string? value) => value switch
    {
        null => null,
        _ when bool.TryParse(value, out var demo) => demo,
        _ => throw new SettingsException($"'{value}' does not say whether to serve the demo campus: give true or false."),
    };
}
