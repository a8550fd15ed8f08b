using System.Runtime.CompilerServices;
using System.Text.Json;
using SmartCampus.Enrollments;
using SmartCampus.Host.Problems;
using SmartCampus.Scheduling;

namespace SmartCampus.Host.Wire.V1;

/// <summary>A campus, or a part of one, to bring in. What it refers to must be in it or there already.</summary>
/// <param name="Terms">Terms.</param>
/// <param name="Courses">Courses.</param>
/// <param name="Sections">Sections.</param>
/// <param name="Students">Students.</param>
/// <param name="Rooms">Rooms.</param>
/// <param name="Bookings">The rooms that sections hold.</param>
internal sealed record ImportRequest(
    IReadOnlyList<TermDto>? Terms = null,
    IReadOnlyList<CourseDto>? Courses = null,
    IReadOnlyList<NewSectionDto>? Sections = null,
    IReadOnlyList<NewStudentDto>? Students = null,
    IReadOnlyList<RoomDto>? Rooms = null,
    IReadOnlyList<BookingDto>? Bookings = null)
{
    public CampusDefinition ToCampus() => new()
    {
        Terms = [.. Each(Terms).Select(term => term.ToDefinition())],
        Courses = [.. Each(Courses).Select(course => course.ToDefinition())],
        Sections = [.. Each(Sections).Select(section => section.ToDefinition())],
        Students = [.. Each(Students).Select(student => student.ToDefinition())],
    };

    public IReadOnlyList<RoomInfo> ToRooms() => [.. Each(Rooms).Select(room => room.ToInfo())];

    public IReadOnlyList<RoomBooking> ToBookings() => [.. Each(Bookings).Select(booking => booking.ToBooking())];

    // Nullable annotations are not checked inside lists.
    private static IEnumerable<T> Each<T>(IReadOnlyList<T>? items, [CallerArgumentExpression(nameof(items))] string list = "") =>
        items?.Select(item => item ?? throw new InvalidInputException(JsonNamingPolicy.SnakeCaseLower.ConvertName(list), "has an item that is null.")) ?? [];
}
