using System.Net;
using SmartCampus.Enrollments;
using SmartCampus.Host.Doors;

namespace SmartCampus.Host.Settings;

/// <summary>The host's settings, read and checked once at start.</summary>
/// <param name="Store">Where events are kept.</param>
/// <param name="Data">The full path of the SQLite file.</param>
/// <param name="Mongo">The database of the MongoDB store; null for another store.</param>
/// <param name="PageTokenKey">Signs page tokens; null for one that the host makes.</param>
/// <param name="Listen">The address to listen on.</param>
/// <param name="PortOffset">What is added to every port; null for free ports.</param>
/// <param name="Demo">Whether to fill the store with the demo campus.</param>
/// <param name="Role">Which services run in this process.</param>
/// <param name="SchedulerUrl">Where role academic finds the scheduler.</param>
/// <param name="Mode">What enrollments do about others who are faster.</param>
internal sealed record CampusSettings(
    StoreKind Store, string Data, MongoPlace? Mongo, byte[]? PageTokenKey, IPAddress Listen, int? PortOffset, bool Demo, HostRole Role, Uri SchedulerUrl, ConcurrencyMode Mode)
{
    public const string Section = "Campus";
    public const string MongoDatabase = "MongoDatabase";
    public const string DefaultData = "campus-data/campus.db";
    public const int FrontDoorPort = 8000;
    public const int AcademicPort = 8001;
    public const int SchedulerPort = 8003;
    public const string FreePorts = "auto";

    /// <summary>Where the locks are: beside the events, because their tokens must live as long.</summary>
    public string Locks => Data + ".locks";

    /// <summary>Where events are kept, for people.</summary>
    public string Place => Store switch
    {
        StoreKind.Sqlite => Data,
        StoreKind.MongoDB => $"{Mongo}",
        _ => "memory, until this process ends",
    };

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

    private int PortOf(int port) => PortOffset is { } offset ? port + offset : 0;
}
