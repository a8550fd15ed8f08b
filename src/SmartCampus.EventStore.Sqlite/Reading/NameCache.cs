using System.Text;

namespace SmartCampus.Events;

/// <summary>Gives the same value for the same name, mostly: names repeat all over a log. Direct-mapped, for one thread at a time.</summary>
/// <param name="make">Makes the value of a name.</param>
internal sealed class NameCache<T>(Func<string, T> make)
{
    private readonly (byte[] Utf8, T Value)[] _slots = new (byte[], T)[1_024];

    /// <param name="utf8">The name.</param>
    /// <param name="hash">A hash of it that the caller has at hand.</param>
    public T Get(ReadOnlySpan<byte> utf8, ulong hash)
    {
        ref var slot = ref _slots[hash % (ulong)_slots.Length];
        if (slot.Utf8 is null || !utf8.SequenceEqual(slot.Utf8)) slot = (utf8.ToArray(), make(Encoding.UTF8.GetString(utf8)));
        return slot.Value;
    }
}
