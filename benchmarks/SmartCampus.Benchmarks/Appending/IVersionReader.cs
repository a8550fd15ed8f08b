using SmartCampus.Benchmarks.Events;

namespace SmartCampus.Benchmarks.Appending;

/// <summary>Reads what versions streams have.</summary>
internal interface IVersionReader : IDisposable
{
    long ReadVersion(SectionStream stream);
}
