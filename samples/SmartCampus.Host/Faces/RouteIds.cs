using SmartCampus.Enrollments;
using SmartCampus.Host.Problems;
using SmartCampus.Scheduling;

namespace SmartCampus.Host.Faces;

/// <summary>Ids in routes and queries whose types do not say by themselves what is wrong with a text.</summary>
internal static class RouteIds
{
    public static RoomId Room(string id) => RoomId.TryParse(id, out var room)
        ? room
        : throw new InvalidInputException("id", $"is 1 to {RoomId.MaxLength} characters of A-Z, a-z, 0-9, '.', '_' and '-'.");

    public static TermId Term(string? term) => term is not null
        ? new TermId(term)
        : throw new InvalidInputException("term", "is missing: add ?term=, such as Fall%202024.");
}
