using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using SmartCampus.Events;
using SmartCampus.Host.Paging;
using SmartCampus.Host.Problems;
using SmartCampus.Host.Wire;

namespace SmartCampus.Host.Faces;

/// <summary>Everything that happened, in the order of the store.</summary>
internal static class EventEndpoints
{
    public static void MapEvents(this IEndpointRouteBuilder routes) => routes.MapGet("/events", List)
        .WithTags("Events")
        .WithSummary("List events in global order")
        .WithDescription("Begins after the position given. The Link header goes on while more events are there; keep the last position to ask again later.")
        .Produces<IReadOnlyList<EventDto>>()
        .WithProblems(400);

    private static async Task<IResult> List(
        HttpContext context, string? after, [FromQuery(Name = "page_size")] string? pageSize, IEventStore store, CancellationToken cancellationToken)
    {
        var options = new AllReadOptions { After = ReadPosition(after), MaxCount = new PageQuery(pageSize, PageToken: null).Size };
        var found = await store.ReadAllPageAsync(options, cancellationToken);
        if (!found.IsEnd) PageLinks.SetNext(context, "after", found.Next.ToString());
        return TypedResults.Ok<IReadOnlyList<EventDto>>([.. found.Events.Select(EventDto.From)]);
    }

    private static GlobalPosition? ReadPosition(string? after)
    {
        if (after is null) return null;
        return long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? new GlobalPosition(position)
            : throw new InvalidInputException("after", "must be the position of an event, 0 or more.");
    }
}
