using System.Text;

namespace SmartCampus.Host.Faces;

/// <summary>Finds a charset that nobody knows before the body is read: reading it would look like a fault of the host (HO5).</summary>
internal static class BodyCharset
{
    public static Task CheckAsync(HttpContext context, RequestDelegate next) => IsKnown(context.Request.GetTypedHeaders().ContentType?.Charset.Value)
        ? next(context)
        : throw new BadHttpRequestException("The charset of the body is not known.", StatusCodes.Status415UnsupportedMediaType);

    private static bool IsKnown(string? charset)
    {
        if (string.IsNullOrEmpty(charset)) return true;
        try
        {
            return Encoding.GetEncoding(charset) is not null;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
