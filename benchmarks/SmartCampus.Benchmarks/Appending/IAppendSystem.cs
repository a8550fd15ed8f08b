using SmartCampus.Benchmarks.Events;
using SmartCampus.Benchmarks.Measuring;

namespace SmartCampus.Benchmarks.Appending;

/// <summary>A store under the append workloads.</summary>
internal interface IAppendSystem : IAsyncDisposable
{
    string Name { get; }

    Role Role { get; }

    /// <summary>Whether the system differs from its neighbour in the table only where clients share streams.</summary>
    bool IsForSharedStreams => false;

    Task OpenAsync();

    /// <summary>What one client holds.</summary>
    IAppendClient Connect();

    /// <summary>Tells the check every event of the streams that is stored, each stream in the order of its versions.</summary>
    Task ReadBackAsync(IReadOnlyList<SectionStream> streams, StoredEventsCheck check);
}
