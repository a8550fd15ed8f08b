using SmartCampus.Benchmarks.Measuring;

namespace SmartCampus.Benchmarks.Publishing;

/// <summary>The libraries that publish in process and that we are measured against. They are compiled only while the environment variable is set.</summary>
internal static partial class PublishPeers
{
    private const string Variable = "SMARTCAMPUS_BENCHMARKS_MEDIATR";

    public static IReadOnlyList<IPublishSystem> All()
    {
        var systems = new List<IPublishSystem>();
        Add(systems);
        return systems;
    }

    /// <summary>Says what is left out.</summary>
    public static void Announce(Bench bench)
    {
        if (All().Count == 0 && bench.Wants("MediatR")) bench.Print($"MediatR is left out. To add it, set {Variable} to 1 and build again; benchmarks/README.md tells more.");
    }

    static partial void Add(List<IPublishSystem> systems);
}
