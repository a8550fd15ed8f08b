using System.Runtime.InteropServices;

namespace SmartCampus.Benchmarks.Measuring;

/// <summary>What a reader must know of the machine to judge a table, and nothing that names it.</summary>
/// <param name="folder">The folder that is measured.</param>
internal sealed class Machine(string folder)
{
    private readonly string _fileSystem = new DriveInfo(folder).DriveFormat;

    /// <summary>Whether the folder lies in memory: no flush there reaches a disk.</summary>
    public bool IsMemory => _fileSystem is "tmpfs" or "ramfs";

    public override string ToString() =>
        $"{Environment.ProcessorCount} cores ({RuntimeInformation.ProcessArchitecture}), {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, {_fileSystem}";
}
