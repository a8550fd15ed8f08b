namespace SmartCampus.Events.Tests;

/// <summary>What is known of a store's files at a moment.</summary>
internal sealed record DiskImage(FileImage Main, FileImage Log)
{
    public DiskImage AfterPowerLoss(Random random) => new(Main.AfterPowerLoss(random), Log.AfterPowerLoss(random));

    /// <summary>Writes the files as everybody on the machine reads them. The index of the write-ahead log is made anew, as after any crash.</summary>
    public void WriteTo(string path)
    {
        File.WriteAllBytes(path, Main.Cached);
        File.WriteAllBytes($"{path}-wal", Log.Cached);
        File.Delete($"{path}-shm");
    }
}
