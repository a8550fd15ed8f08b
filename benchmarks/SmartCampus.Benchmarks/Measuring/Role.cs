namespace SmartCampus.Benchmarks.Measuring;

/// <summary>What a system stands for in a table.</summary>
internal enum Role
{
    /// <summary>A package of this repository.</summary>
    Ours,

    /// <summary>A library that one would use instead.</summary>
    Peer,

    /// <summary>The least code that could work over the same engine, or what the disk and the runtime allow.</summary>
    Limit,
}
