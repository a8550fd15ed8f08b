using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using SmartCampus.Host.Problems;

namespace SmartCampus.Host.Paging;

/// <summary>Which page of a list the caller wants.</summary>
/// <param name="PageSize">How many items: 50 by default, 200 at most; more is cut down to that.</param>
/// <param name="PageToken">Where to go on: the token in the Link header of the page before.</param>
internal readonly record struct PageQuery(
    [property: FromQuery(Name = "page_size")] string? PageSize,
    [property: FromQuery(Name = "page_token")] string? PageToken)
{
    public const int DefaultSize = 50;
    public const int MaxSize = 200;

    /// <exception cref="InvalidInputException">The size is not a positive number.</exception>
    public int Size
    {
        get
        {
            if (PageSize is null) return DefaultSize;
            return long.TryParse(PageSize, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0
                ? (int)Math.Min(size, MaxSize)
                : throw new InvalidInputException("page_size", $"must be a number, 1 or more; more than {MaxSize} is served as {MaxSize}.");
        }
    }

    /// <summary>The cursor of the token; null for the first page.</summary>
    /// <exception cref="InvalidInputException">The token was not made for this list.</exception>
    public string? Cursor(PageTokens tokens, string list) => PageToken is null
        ? null
        : tokens.TryRead(list, PageToken)
            ?? throw new InvalidInputException("page_token", "is not a token of this list; start again without it, and keep the filter while paging.");
}
