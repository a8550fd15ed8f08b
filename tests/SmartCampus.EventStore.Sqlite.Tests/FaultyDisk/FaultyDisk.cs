using System.Collections.Immutable;

namespace SmartCampus.Events.Tests;

/// <summary>A disk under one store's file, that fails when a test says so. Make it before the file is opened. Safe for use by several threads.</summary>
internal sealed class FaultyDisk : IDisposable
{
    private readonly string _path;
    private readonly DiskFile _main, _log;
    private ImmutableArray<DiskFault> _faults = [];
    private ImmutableArray<HeldSync> _held = [];

    /// <param name="path">The store's file, by its full path.</param>
    /// <param name="isSimulated">Whether the disk remembers what was flushed, so that it can lose its power; flushes then cost nothing.</param>
    /// <param name="start">What was there before; by default nothing.</param>
    public FaultyDisk(string path, bool isSimulated, DiskImage? start = null)
    {
        (_path, IsSimulated) = (path, isSimulated);
        start?.WriteTo(path);
        _main = new DiskFile(this, DiskPart.Main, start?.Main ?? FileImage.Empty);
        _log = new DiskFile(this, DiskPart.Log, start?.Log ?? FileImage.Empty);
        FaultyVfs.Add(path, _main);
        FaultyVfs.Add($"{path}-wal", _log);
    }

    public Lock Gate { get; } = new();

    public bool IsSimulated { get; }

    /// <summary>Called before each call that may fail, on the thread that makes it.</summary>
    public Action? Watch { get; set; }

    /// <summary>How often a file was flushed.</summary>
    public int Syncs(DiskPart part) => part == DiskPart.Main ? _main.Syncs : _log.Syncs;

    /// <summary>How many changes of a file were not flushed yet.</summary>
    public int Unflushed(DiskPart part)
    {
        lock (Gate) return (part == DiskPart.Main ? _main : _log).Unflushed;
    }

    /// <summary>Fails calls from now on.</summary>
    public DiskFault Fail(DiskFault fault)
    {
        ImmutableInterlocked.Update(ref _faults, faults => faults.Add(fault));
        return fault;
    }

    /// <summary>Ends all faults.</summary>
    public void Heal() => ImmutableInterlocked.Update(ref _faults, _ => []);

    /// <summary>Lets the next flush of a file hang.</summary>
    public HeldSync Hold(DiskPart part)
    {
        var held = new HeldSync(part);
        ImmutableInterlocked.Update(ref _held, all => all.Add(held));
        return held;
    }

    /// <summary>Gives the files as they are now: what a killed process leaves behind on a machine that goes on.</summary>
    public DiskImage Image()
    {
        lock (Gate) return new DiskImage(_main.Image(), _log.Image());
    }

    public DiskFault? Called(DiskPart part, DiskCall call)
    {
        Watch?.Invoke();
        if (call == DiskCall.Sync) foreach (var held in _held) held.Wait(part);
        return _faults.FirstOrDefault(fault => fault.Strikes(part, call));
    }

    public void Dispose()
    {
        FaultyVfs.Remove(_path);
        FaultyVfs.Remove($"{_path}-wal");
    }
}
