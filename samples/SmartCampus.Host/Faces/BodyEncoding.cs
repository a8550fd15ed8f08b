using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;
using SmartCampus.Host.Problems;

namespace SmartCampus.Host.Faces;

/// <summary>Takes bodies in UTF-8 alone, as RFC 8259 has it: the framework fails on encodings that it does not know.</summary>
internal static class BodyEncoding
{
    public static void UseUtf8Bodies(this WebApplication app) => app.Use((context, next) =>
    {
        if (!TakesBody(context) || !MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || !type.Charset.HasValue) return next(context);
        if (!HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            return new ProblemResult(ProblemMap.OfStatus(StatusCodes.Status415UnsupportedMediaType, context.Request)).ExecuteAsync(context);
        context.Request.ContentType = type.MediaType.Value; // The framework does not know "utf-8" in quotes either.
        return next(context);
    });

    private static bool TakesBody(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>() is not null;
}
