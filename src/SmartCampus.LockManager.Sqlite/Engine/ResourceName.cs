using System.Runtime.InteropServices;
using System.Text;

namespace SmartCampus.Locking;

/// <summary>How a resource id is stored: as text, so that people can read it, but for half characters, which text cannot hold.</summary>
internal static class ResourceName
{
    public static object ToColumn(string name) => IsText(name) ? name : MemoryMarshal.AsBytes(name.AsSpan()).ToArray();

    public static string FromColumn(object column) => column as string ?? MemoryMarshal.Cast<byte, char>((byte[])column).ToString();

    private static bool IsText(string name)
    {
        for (var rest = name.AsSpan(); !rest.IsEmpty;)
        {
            var surrogate = rest.IndexOfAnyInRange('\uD800', '\uDFFF');
            if (surrogate < 0) return true;
            if (!Rune.TryGetRuneAt(name, name.Length - rest.Length + surrogate, out _)) return false;
            rest = rest[(surrogate + 2)..];
        }
        return true;
    }
}
