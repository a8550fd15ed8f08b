using System.Collections.Immutable;
using SmartCampus.Enrollments;

namespace SmartCampus.Scheduling;

/// <summary>A student's sections of a term, those that the student has left included.</summary>
/// <param name="Marks">What is said of each section.</param>
internal sealed record StudentTimetableState(ImmutableDictionary<SectionId, TimetableMark> Marks)
{
    internal static StudentTimetableState Initial { get; } = new(ImmutableDictionary<SectionId, TimetableMark>.Empty);

    internal static StudentTimetableState Evolve(StudentTimetableState state, object @event) => @event switch
    {
        TimetableSectionAddedEvent e => new StudentTimetableState(state.Marks.SetItem(e.SectionId, new TimetableMark(e.EnrollmentVersion, Attends: true))),
        TimetableSectionRemovedEvent e => new StudentTimetableState(state.Marks.SetItem(e.SectionId, new TimetableMark(e.EnrollmentVersion, Attends: false))),
        _ => state,
    };
}
