using SmartCampus.Enrollments;
using SmartCampus.Scheduling;

namespace SmartCampus.Host.Demo;

/// <summary>
/// A small campus to look around in: a full section with a waitlist, sections that clash, prerequisites, a hold and a term whose
/// registration is over. The times of registration are far apart, so that it can be tried at any time.
/// </summary>
internal static class DemoCampus
{
    public static readonly TermId Fall = new("Fall 2024");
    private static readonly TermId Spring = new("Spring 2024");

    public static CampusDefinition Definition { get; } = new()
    {
        Terms =
        [
            new TermDefinition(Spring, Day(2024, 1, 8), Day(2024, 2, 5), new DateOnly(2024, 1, 15)),
            new TermDefinition(Fall, Day(2024, 6, 1), Day(2100, 1, 1), new DateOnly(2024, 9, 2)),
        ],
        Courses =
        [
            Course("CS-101", "Introduction to Programming", 4),
            Course("CS-201", "Data Structures", 4, "CS-101"),
            Course("CS-301", "Distributed Systems", 4, "CS-201"),
            Course("MATH-101", "Calculus", 4),
            Course("MATH-201", "Linear Algebra", 4, "MATH-101"),
            Course("PHYS-101", "Mechanics", 4),
            Course("HIST-110", "History of Science", 2),
            Course("ENGL-105", "Academic Writing", 2),
            Course("SEM-400", "Research Seminar", 12),
            Course("LAB-400", "Research Project", 16),
        ],
        Sections =
        [
            Section("section-101-s", "CS-101", Spring, 40, "MoWe 09:00-10:15 weeks 1-14"),
            Section("section-456", "CS-101", Fall, 30, "MoWe 09:00-10:15 weeks 1-14"),
            Section("section-457", "CS-101", Fall, 2, "TuTh 09:00-10:15 weeks 1-14"),
            Section("section-201", "CS-201", Fall, 25, "TuTh 13:00-14:15 weeks 1-14"),
            Section("section-301", "CS-301", Fall, 20, "Fr 13:00-15:50 weeks 1-14"),
            Section("section-111", "MATH-101", Fall, 40, "MoWe 09:30-10:45 weeks 1-14"),
            Section("section-112", "MATH-101", Fall, 40, "MoWe 14:00-15:15 weeks 1-14"),
            Section("section-211", "MATH-201", Fall, 25, "TuTh 10:30-11:45 weeks 1-14"),
            Section("section-121", "PHYS-101", Fall, 35, "MoWe 11:00-12:15 weeks 1-14"),
            Section("section-131", "HIST-110", Fall, 1, "Fr 09:00-10:50 weeks 1-14"),
            Section("section-141", "ENGL-105", Fall, 15, "Th 16:00-17:50 weeks 1-14"),
            Section("section-400", "SEM-400", Fall, 10, "Fr 16:00-17:50 weeks 1-14"),
            Section("section-401", "LAB-400", Fall, 10, ""),
        ],
        Students =
        [
            new StudentDefinition(new StudentId("student-123"), "Sam Student"),
            .. Enumerable.Range(1, 12).Select(n => new StudentDefinition(Student(n), $"Student {n}")),
        ],
    };

    public static IReadOnlyList<RoomInfo> Rooms { get; } =
    [
        new(new RoomId("hall-1"), 60, []),
        new(new RoomId("room-12"), 30, [MeetingTime.Parse("Fr 18:00-22:00 weeks 1-14")]),
        new(new RoomId("lab-3"), 25, []),
    ];

    public static IReadOnlyList<RoomBooking> Bookings { get; } =
    [
        .. from placed in new (string Room, string Section)[]
           {
               ("hall-1", "section-456"), ("room-12", "section-457"), ("lab-3", "section-201"), ("lab-3", "section-301"),
               ("room-12", "section-111"), ("hall-1", "section-112"), ("room-12", "section-211"), ("hall-1", "section-121"), ("room-12", "section-131"),
           }
           let section = Definition.Sections.Single(section => section.Id.Value == placed.Section)
           select new RoomBooking(new RoomId(placed.Room), section.Term, section.Id, section.Meetings),
    ];

    /// <summary>Who is in what from the start: section-457 is full with two waiting, section-131 is full.</summary>
    public static IReadOnlyList<(StudentId Student, SectionId Section)> Enrollments { get; } =
    [
        (Student(1), new SectionId("section-457")),
        (Student(2), new SectionId("section-457")),
        (Student(3), new SectionId("section-457")),
        (Student(4), new SectionId("section-457")),
        (Student(5), new SectionId("section-131")),
        (Student(1), new SectionId("section-112")),
        (Student(6), new SectionId("section-456")),
        (Student(7), new SectionId("section-456")),
    ];

    /// <summary>The student whom a hold keeps from enrolling.</summary>
    public static StudentId OnHold => Student(12);

    private static StudentId Student(int number) => new($"student-{number}");

    private static CourseDefinition Course(string id, string title, int credits, params string[] prerequisites) =>
        new(new CourseId(id), title, credits) { Prerequisites = [.. prerequisites.Select(course => new CourseId(course))] };

    private static SectionDefinition Section(string id, string course, TermId term, int capacity, string meetings) =>
        new(new SectionId(id), new CourseId(course), term, capacity, MeetingPattern.Parse(meetings));

    private static DateTimeOffset Day(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);
}
