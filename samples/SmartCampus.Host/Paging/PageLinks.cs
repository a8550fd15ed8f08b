namespace SmartCampus.Host.Paging;

/// <summary>Says where a bare array goes on: a Link header with rel="next" (RFC 8288).</summary>
internal static class PageLinks
{
    /// <summary>Links to the same list with one query parameter changed.</summary>
    public static void SetNext(HttpContext context, string parameter, string value)
    {
        var query = context.Request.Query.Where(pair => pair.Key != parameter).Append(new(parameter, value));
        context.Response.Headers.Link = $"<{context.Request.PathBase}{context.Request.Path}{QueryString.Create(query)}>; rel=\"next\"";
    }
}
