using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;

namespace SmartCampus.Benchmarks.Locking;

/// <summary>A section that two processes share, by a file that both have in their memory.</summary>
internal sealed unsafe class SharedSection : GuardedSection, IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _memory;

    /// <param name="path">The file; made when it is missing.</param>
    public SharedSection(string path) : base(yields: true)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, sizeof(int));
        _view = _file.CreateViewAccessor(0, sizeof(int));
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _memory);
    }

    protected override ref int Inside => ref Unsafe.AsRef<int>(_memory);

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
