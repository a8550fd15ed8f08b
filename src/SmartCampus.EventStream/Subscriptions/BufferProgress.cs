using System.Runtime.InteropServices;

namespace SmartCampus.Streams;

/// <summary>
/// What changes with each event: what publishers write and what the loop writes are on cache lines of their own, away from each other and from what both only read.
/// Otherwise each would wait for the other's processor with every event.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 384)]
internal struct BufferProgress
{
    [FieldOffset(128)]
    private long _written;

    [FieldOffset(136)]
    private long _takenSeen;

    [FieldOffset(256)]
    private long _taken;

    [FieldOffset(264)]
    private int _replayLeft;

    [FieldOffset(268)]
    private bool _isHandling;

    /// <summary>How many events were written to the buffer, without those that were pushed out. Publishers write it.</summary>
    public long Written
    {
        readonly get => Volatile.Read(in _written);
        set => Volatile.Write(ref _written, value);
    }

    /// <summary>How many events were taken from the buffer. The loop writes it, as it does what follows.</summary>
    public long Taken
    {
        readonly get => Volatile.Read(in _taken);
        set => Volatile.Write(ref _taken, value);
    }

    /// <summary>How many events of the replay wait.</summary>
    public int ReplayLeft
    {
        readonly get => Volatile.Read(in _replayLeft);
        set => Volatile.Write(ref _replayLeft, value);
    }

    /// <summary>Whether the handler has an event.</summary>
    public bool IsHandling
    {
        readonly get => Volatile.Read(in _isHandling);
        set => Volatile.Write(ref _isHandling, value);
    }

    /// <summary>Whether fewer events than this are in the buffer. Publishers ask; what the loop has taken is only looked at when what was last seen is not enough.</summary>
    public bool HasRoom(long capacity)
    {
        if (_written - _takenSeen < capacity) return true;
        _takenSeen = Taken;
        return _written - _takenSeen < capacity;
    }
}
