using System.Text;

namespace SmartCampus.Events;

/// <summary>Gives the same string for the same bytes, mostly: names repeat all over a log. Direct-mapped, for one thread at a time.</summary>
internal sealed class StringCache
{
    private readonly (byte[] Utf8, string Text)[] _slots = new (byte[], string)[1_024];

    /// <param name="utf8">The text.</param>
    /// <param name="hash">A hash of it that the caller has at hand.</param>
    public string Get(ReadOnlySpan<byte> utf8, ulong hash)
    {
        ref var slot = ref _slots[hash % (ulong)_slots.Length];
        if (slot.Utf8 is null || !utf8.SequenceEqual(slot.Utf8)) slot = (utf8.ToArray(), Encoding.UTF8.GetString(utf8));
        return slot.Text;
    }
}
