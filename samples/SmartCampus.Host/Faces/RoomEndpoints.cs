using SmartCampus.Enrollments;
using SmartCampus.Host.Paging;
using SmartCampus.Host.Problems;
using SmartCampus.Host.Wire.V1;
using SmartCampus.Scheduling;

namespace SmartCampus.Host.Faces;

/// <summary>Rooms and who holds them.</summary>
internal static class RoomEndpoints
{
    public static void MapRooms(this IEndpointRouteBuilder v1)
    {
        var routes = v1.MapGroup("/rooms").WithTags("Rooms");
        routes.MapGet("/", List)
            .WithSummary("List rooms")
            .WithDescription("The Link header leads to the next page.")
            .Produces<IReadOnlyList<RoomDto>>().WithProblems(400);
        routes.MapGet("/{id}/bookings", Bookings)
            .WithSummary("List the bookings of a room in a term")
            .WithMetadata(new TermIsRequired())
            .Produces<IReadOnlyList<BookingDto>>().WithProblems(400, 404);
        routes.MapPost("/{id}/bookings", Book)
            .WithSummary("Book a room for the meetings of a section")
            .WithDescription("Booking the same again is a success and changes nothing.")
            .Produces<BookingDto>(201).WithProblems(400, 404, 409, 503);
        routes.MapDelete("/{id}/bookings/{section}", Release)
            .WithSummary("Give up the room that a section holds in a term")
            .WithMetadata(new TermIsRequired())
            .Produces(204).WithProblems(400, 404, 503);
    }

    private static async Task<IResult> Release(
        string id, string section, string? term, SchedulerService scheduler, CancellationToken cancellationToken) =>
        await scheduler.ReleaseAsync(RouteIds.Room(id), RouteIds.Term(term), new SectionId(section), cancellationToken: cancellationToken)
            ? TypedResults.NoContent()
            : Answers.NotFound($"Section {section} holds no room {id} in {term}.");

    private static Task<IResult> List(
        HttpContext context, [AsParameters] PageQuery page, Lists lists, SchedulerService scheduler, CancellationToken cancellationToken) =>
        lists.PageAsync(context, page, ["rooms"], async part => (await scheduler.ListRoomsAsync(part, cancellationToken)).ValueIn(context), RoomDto.From);

    private static async Task<IResult> Bookings(string id, string? term, HttpContext context, SchedulerService scheduler, CancellationToken cancellationToken) =>
        (await scheduler.GetBookingsAsync(RouteIds.Room(id), RouteIds.Term(term), cancellationToken)).ValueIn(context) is { } bookings
            ? TypedResults.Ok<IReadOnlyList<BookingDto>>([.. bookings.Select(BookingDto.From)])
            : Answers.NotFound($"Room {id} does not exist.");

    private static async Task<IResult> Book(
        string id, BookRequest body, EnrollmentQueries queries, SchedulerService scheduler, CancellationToken cancellationToken)
    {
        if (body.Meetings.IsEmpty) throw new InvalidInputException("meetings", "needs at least one time.");
        var booking = new RoomBooking(RouteIds.Room(id), body.Term, body.SectionId, body.Meetings);
        if ((await queries.FindSectionAsync(body.SectionId, cancellationToken)).Value is not { } section) return Answers.NotFound($"Section {body.SectionId} does not exist.");
        if (section.Term != body.Term) throw new InvalidInputException("term", $"is not that of section {body.SectionId}, which is {section.Term}.");
        var result = await scheduler.BookAsync([booking], cancellationToken: cancellationToken);
        return result.IsBooked
            ? TypedResults.Created($"/api/v1/rooms/{id}/bookings?term={Uri.EscapeDataString(body.Term.Value)}", BookingDto.From(booking))
            : new ProblemResult(ResultProblem.From([.. result.Refusals.Select(refusal => refusal.ToRefusal())]));
    }
}
