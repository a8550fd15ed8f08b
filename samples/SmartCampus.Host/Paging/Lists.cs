using SmartCampus.Enrollments;

namespace SmartCampus.Host.Paging;

/// <summary>Serves lists page by page: a token in, a bare array and a link to the next page out.</summary>
internal sealed class Lists(PageTokens tokens)
{
    /// <param name="context">The call.</param>
    /// <param name="page">Which page the caller wants.</param>
    /// <param name="filter">The list with its filter: a token serves for no other.</param>
    /// <param name="read">Reads a page.</param>
    /// <param name="toDto">What an item looks like on the wire.</param>
    public async Task<IResult> PageAsync<T, TDto>(
        HttpContext context, PageQuery page, IReadOnlyList<string?> filter, Func<PageRequest, Task<ListPage<T>>> read, Func<T, TDto> toDto)
    {
        var list = string.Join('\n', filter.Select(part => part is null ? "-" : $"+{part}"));
        var found = await read(new PageRequest { After = page.Cursor(tokens, list), Size = page.Size });
        if (found.NextAfter is { } next) PageLinks.SetNext(context, "page_token", tokens.Make(list, next));
        return TypedResults.Ok<IReadOnlyList<TDto>>([.. found.Items.Select(toDto)]);
    }
}
