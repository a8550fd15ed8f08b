using SmartCampus.Benchmarks.Events;

namespace SmartCampus.Benchmarks.Appending;

/// <summary>Where a group committer writes. Groups are written by one thread; versions are read by any.</summary>
internal interface IGroupSink : IDisposable
{
    void Open();

    void Begin();

    /// <summary>Adds an append to the group; false when the stream has its version already.</summary>
    bool TryAdd(in GroupAppend append);

    /// <summary>Returns when the group is durable.</summary>
    void Commit();

    /// <summary>What one client reads versions with.</summary>
    IVersionReader OpenReader();

    void ReadBack(IReadOnlyList<SectionStream> streams, StoredEventsCheck check);
}
