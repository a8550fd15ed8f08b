using System.Text;

namespace SmartCampus.Events;

/// <summary>Text that MongoDB can store, which is UTF-8: half a surrogate pair is no character.</summary>
internal static class StoredText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Refuses a name that cannot be stored, before anything is sent.</summary>
    /// <exception cref="ArgumentException">It holds half a surrogate pair.</exception>
    public static void Check(string name, string parameter)
    {
        try
        {
            Strict.GetByteCount(name);
        }
        catch (EncoderFallbackException e)
        {
            throw new ArgumentException($"The name holds half a surrogate pair at index {e.Index}, which is no character.", parameter, e);
        }
    }

    /// <summary>At most so many characters from the beginning; what is no character becomes U+FFFD.</summary>
    public static string Of(string text, int maxLength) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Length > maxLength ? text[..maxLength] : text));
}
