using System.Collections.Immutable;
using System.Globalization;
using SmartCampus.Enrollments;
using SmartCampus.RegistrationDay.Itc;
using SmartCampus.RegistrationDay.Requests;
using SmartCampus.Scheduling;

namespace SmartCampus.RegistrationDay.Campuses;

/// <summary>A university in the words of the packages: what is imported, and what the students will ask for.</summary>
public sealed class CampusPlan
{
    private static readonly DateTimeOffset Opens = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Says an instance in the words of the packages.</summary>
    /// <param name="instance">The university.</param>
    /// <param name="allocation">The times and rooms that its classes were given.</param>
    /// <param name="tightRooms">Decides which sections get a room that is too small; null for none.</param>
    public CampusPlan(ItcInstance instance, AllocationResult allocation, int? tightRooms)
    {
        (Instance, Allocation) = (instance, allocation);
        Term = new TermId(instance.Name);
        var placed = allocation.Placed.ToDictionary(p => p.Section);
        Classes = instance.Classes.ToDictionary(c => c.Id, c => Place(c, placed));
        Rooms = [.. instance.Rooms.Select(r => new RoomInfo(ItcAllocation.ToRoomId(r.Id), r.Capacity, r.Unavailable))];
        var bookings = allocation.Placed.Where(p => p.Room is not null).Select(p => new RoomBooking(p.Room!.Value, Term, p.Section, p.Pattern));
        var limits = instance.Classes.ToDictionary(c => ItcAllocation.ToSectionId(c.Id), c => c.Limit);
        Bookings = [.. tightRooms is { } seed ? TightRooms.Book(bookings, Rooms, limits, seed) : bookings];
        Definition = new CampusDefinition
        {
            Terms = [new TermDefinition(Term, Opens, DateTimeOffset.MaxValue)],
            Courses = [.. instance.Courses.Select(c => new CourseDefinition(ToCourseId(c.Id), $"Course {c.Id}", Credits: 0))],
            Sections = [.. Sections(instance)],
            Students = [.. instance.Students.Select(s => new StudentDefinition(ToStudentId(s.Id), $"Student {s.Id}"))],
        };
    }

    /// <summary>The university as read.</summary>
    public ItcInstance Instance { get; }

    /// <summary>The times and rooms.</summary>
    public AllocationResult Allocation { get; }

    /// <summary>The term, named like the instance.</summary>
    public TermId Term { get; }

    /// <summary>Term, courses, sections and students.</summary>
    public CampusDefinition Definition { get; }

    /// <summary>The rooms.</summary>
    public ImmutableArray<RoomInfo> Rooms { get; }

    /// <summary>Who meets where.</summary>
    public ImmutableArray<RoomBooking> Bookings { get; }

    /// <summary>The classes with their times, by number.</summary>
    public IReadOnlyDictionary<int, PlacedClass> Classes { get; }

    /// <summary>The course that a number of the file stands for.</summary>
    public static CourseId ToCourseId(int course) => new(string.Create(CultureInfo.InvariantCulture, $"C{course}"));

    /// <summary>The student that a number of the file stands for.</summary>
    public static StudentId ToStudentId(int student) => new(student.ToString(CultureInfo.InvariantCulture));

    /// <summary>Every student's request for every course that the student asks for, in an order that depends on the seed alone.</summary>
    public RegistrationRequest[] Requests(int seed)
    {
        var courses = Instance.Courses.ToDictionary(c => c.Id);
        var requests = Instance.Students.SelectMany(s => s.CourseIds.Select(c => new RegistrationRequest(s.Id, courses[c]))).ToArray();
        new Random(seed).Shuffle(requests);
        return requests;
    }

    private static PlacedClass Place(ItcClass section, Dictionary<SectionId, PlacedSection> placed) =>
        placed.TryGetValue(ItcAllocation.ToSectionId(section.Id), out var place)
            ? new PlacedClass(section.Id, section.ParentId, place.Pattern, place.Penalty)
            : new PlacedClass(section.Id, section.ParentId, MeetingPattern.None, Cost: 0);

    private IEnumerable<SectionDefinition> Sections(ItcInstance instance) =>
        from course in instance.Courses
        from config in course.Configs
        from subpart in config.Subparts
        from section in subpart.Classes
        select new SectionDefinition(ItcAllocation.ToSectionId(section.Id), ToCourseId(course.Id), Term, section.Limit, Classes[section.Id].Meetings);
}
