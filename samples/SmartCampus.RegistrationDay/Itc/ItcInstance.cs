using System.Collections.Immutable;

namespace SmartCampus.RegistrationDay.Itc;

/// <summary>An instance of the International Timetabling Competition 2019: rooms, courses and what students ask for.</summary>
/// <remarks>Every reference between the parts was checked. Weeks are numbered from 1, slots last five minutes. Distribution constraints and travel times are not read.</remarks>
/// <param name="Name">The name that the file gives itself.</param>
/// <param name="Weeks">How many weeks the term has, 1 to 64.</param>
/// <param name="Rooms">The rooms, in the order of the file.</param>
/// <param name="Courses">The courses, in the order of the file.</param>
/// <param name="Students">The students, in the order of the file.</param>
public sealed record ItcInstance(
    string Name, int Weeks, ImmutableArray<ItcRoom> Rooms, ImmutableArray<ItcCourse> Courses, ImmutableArray<ItcStudent> Students)
{
    /// <summary>All classes of all courses, in the order of the file.</summary>
    public IEnumerable<ItcClass> Classes =>
        from course in Courses from config in course.Configs from subpart in config.Subparts from section in subpart.Classes select section;

    /// <summary>How large the instance is.</summary>
    public ItcCounts Counts => new(
        Courses.Length,
        Courses.Sum(course => course.Configs.Length),
        Courses.Sum(course => course.Configs.Sum(config => config.Subparts.Length)),
        Classes.Count(),
        Rooms.Length,
        Students.Length,
        Students.Sum(student => student.CourseIds.Length),
        Classes.Sum(section => section.Limit));
}
