using System.Globalization;
using Microsoft.Net.Http.Headers;
using SmartCampus.Events;
using SmartCampus.Host.Problems;

namespace SmartCampus.Host.Wire;

/// <summary>Versions as strong entity tags: version 7 is <c>"7"</c> (HO3).</summary>
internal static class ETags
{
    public static void Set(HttpContext context, StreamVersion version) => context.Response.Headers.ETag = Format(version);

    /// <summary>Whether the caller has this version already (If-None-Match).</summary>
    public static bool IsKnown(HttpContext context, StreamVersion version)
    {
        var tags = context.Request.GetTypedHeaders().IfNoneMatch;
        var current = EntityTagHeaderValue.Parse(Format(version));
        return tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(current, useStrongComparison: false));
    }

    /// <summary>The version that the caller expects (If-Match); null when any will do.</summary>
    /// <exception cref="InvalidInputException">The header is not one entity tag that this host has given.</exception>
    public static StreamVersion? Expected(HttpContext context)
    {
        if (context.Request.Headers.IfMatch.Count == 0) return null;
        return context.Request.GetTypedHeaders().IfMatch switch
        {
            [var any] when any.Equals(EntityTagHeaderValue.Any) => null,
            [{ IsWeak: false } tag] when TryParse(tag.Tag.AsSpan(), out var version) => new StreamVersion(version),
            _ => throw new InvalidInputException("If-Match", "must be one entity tag as given in an ETag header, such as \"7\"."),
        };
    }

    private static string Format(StreamVersion version) => $"\"{version}\"";

    private static bool TryParse(ReadOnlySpan<char> tag, out long version) =>
        long.TryParse(tag.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out version);
}
