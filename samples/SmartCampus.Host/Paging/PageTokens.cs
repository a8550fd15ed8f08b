using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SmartCampus.Host.Paging;

/// <summary>Page tokens that clients cannot read meaning into, change, or use for another list (HO4).</summary>
/// <remarks>A token is a MAC, over the list that it continues and the cursor, followed by the cursor.</remarks>
/// <param name="key">At least 32 random bytes.</param>
internal sealed class PageTokens(byte[] key)
{
    public const int KeyBytes = 32;
    private const int MacBytes = 16;

    public string Make(string list, string cursor)
    {
        var text = Encoding.UTF8.GetBytes(cursor);
        return Base64Url.EncodeToString([.. Mac(list, text), .. text]);
    }

    /// <summary>The cursor in a token, or null when the token was not made for this list.</summary>
    public string? TryRead(string list, string token)
    {
        if (!Base64Url.IsValid(token)) return null;
        var bytes = Base64Url.DecodeFromChars(token).AsSpan();
        if (bytes.Length < MacBytes || !CryptographicOperations.FixedTimeEquals(bytes[..MacBytes], Mac(list, bytes[MacBytes..]))) return null;
        return Encoding.UTF8.GetString(bytes[MacBytes..]);
    }

    private ReadOnlySpan<byte> Mac(string list, ReadOnlySpan<byte> cursor)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        var name = Encoding.UTF8.GetBytes(list);
        mac.AppendData(BitConverter.GetBytes(name.Length)); // Keeps ("ab", "c") and ("a", "bc") apart.
        mac.AppendData(name);
        mac.AppendData(cursor);
        return mac.GetHashAndReset().AsSpan(0, MacBytes);
    }
}
