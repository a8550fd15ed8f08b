using System.Net;
using SmartCampus.Enrollments;
using SmartCampus.Host.Doors;

namespace SmartCampus.Host.Settings;

/// <summary>The host's settings, read and checked once at start.</summary>
/// <param name="Store">Where events are kept.</param>
/// <param name="Data">The full path of the SQLite file.</param>
/// <param name="Listen">The address to listen on.</param>
/// <param name="PortOffset">What is added to every port; null for free ports.</param>
/// <param name="Demo">Whether to fill the store with the demo campus.</param>
/// <param name="Role">Which services run in this process.</param>
/// <param name="SchedulerUrl">Where role academic finds the scheduler.</param>
/// <param name="Mode">What enrollments do about others who are faster.</param>
internal sealed record CampusSettings(
    StoreKind Store, string Data, IPAddress Listen, int? PortOffset, bool Demo, HostRole Role, Uri SchedulerUrl, ConcurrencyMode Mode)
{
    public const string Section = "Campus";
    public const string DefaultData = "campus-data/campus.db";
    public const int FrontDoorPort = 8000;
    public const int AcademicPort = 8001;
    public const int SchedulerPort = 8003;
    public const string FreePorts = "auto";

    /// <summary>Where the locks are: beside the events, because their tokens must live as long.</summary>
    public string Locks => Data + ".locks";

    /// <summary>The ports to listen on; the first is the one to open.</summary>
    public IReadOnlyList<Door> Doors => Role switch
    {
        HostRole.Scheduler => [SchedulerDoor],
        HostRole.Academic => [FrontDoor, AcademicDoor],
        _ => [FrontDoor, AcademicDoor, SchedulerDoor],
    };

    private Door FrontDoor => new("front door", PortOf(FrontDoorPort), Service: null);

    private Door AcademicDoor => new("academic service", PortOf(AcademicPort), CampusService.Academic);

    private Door SchedulerDoor => new("scheduler", PortOf(SchedulerPort), CampusService.Scheduler);

    /// <exception cref="SettingsException">A setting is not usable.</exception>
    public static CampusSettings From(IConfiguration configuration)
    {
        var campus = configuration.GetSection(Section);
        var store = ReadStore(campus[nameof(Store)]);
        var listen = ReadListen(campus[nameof(Listen)]);
        var role = ReadRole(campus[nameof(Role)]);
        var offset = ReadPortOffset(campus[nameof(PortOffset)]);
        var demo = ReadDemo(campus[nameof(Demo)]) ?? (role != HostRole.Scheduler && IsUnconfigured(campus));
        if (store == StoreKind.Memory && campus[nameof(Data)] is not null)
            throw new SettingsException("The memory store keeps no file: leave out --data, or choose --store sqlite.");
        if (store == StoreKind.Memory && role != HostRole.All)
            throw new SettingsException("Two processes share no memory: choose --store sqlite for --role academic and --role scheduler.");
        if (demo && role == HostRole.Scheduler)
            throw new SettingsException("The demo campus is filled in by the academic service: leave out --demo, or choose --role academic.");
        if (campus[nameof(SchedulerUrl)] is not null && role != HostRole.Academic)
            throw new SettingsException("Only --role academic looks for a scheduler elsewhere: leave out --scheduler-url, or choose that role.");
        if (demo && !IPAddress.IsLoopback(listen))
            throw new SettingsException($"The demo campus is only served on loopback, not on {listen}: leave out --demo or --listen.");
        return new CampusSettings(
            store, ReadData(campus[nameof(Data)]), listen, offset, demo, role, ReadSchedulerUrl(campus[nameof(SchedulerUrl)], offset), ReadMode(campus[nameof(Mode)]));
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

    private int PortOf(int port) => PortOffset is { } offset ? port + offset : 0;

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
