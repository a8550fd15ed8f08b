using SmartCampus.Benchmarks.Events;
using SmartCampus.Benchmarks.Measuring;

namespace SmartCampus.Benchmarks.Reading;

/// <summary>A store under the reading workloads.</summary>
internal interface IReadSystem : IAsyncDisposable
{
    string Name { get; }

    Role Role { get; }

    /// <summary>Opens an empty store and fills it, in the order of the history.</summary>
    Task FillAsync(History history);

    /// <summary>Reads the events of a stream in order and folds them.</summary>
    ValueTask<SeatCount> ReplayAsync(SectionStream stream);

    /// <summary>Reads all events in the order of the store, each with all that tells where it stands, and folds them.</summary>
    ValueTask<SeatCount> ReadAllAsync();
}
