using SmartCampus.Enrollments;
using Xunit;
using static SmartCampus.Enrollment.Tests.Aggregates.Given;

namespace SmartCampus.Enrollment.Tests.Aggregates;

/// <summary>Students with holds and transcript, and what they are in during a term.</summary>
public sealed class StudentTests
{
    private static readonly StudentRegisteredEvent Registered = new(Ada, "Ada");

    [Fact]
    public void A_student_registers_once()
    {
        Student.Given().When(student => student.Register(new StudentDefinition(Ada, "Ada"))).ThenReturns(null).Then(Registered);
        Student.Given(Registered).When(student => student.Register(new StudentDefinition(Ada, "Ada"))).ThenReturns(null).Then();
    }

    [Fact]
    public void Another_name_under_the_same_id_is_refused()
    {
        Refusal? refusal = null;
        Student.Given(Registered).When(student => { refusal = student.Register(new StudentDefinition(Ada, "Bob")); }).Then();
        Assert.Equal(RefusalCodes.AlreadyExists, refusal?.Code);
    }

    [Fact]
    public void A_hold_is_placed_once_and_lifted()
    {
        var placed = new HoldPlacedEvent(Ada, "fees", "Unpaid.");
        Student.Given(Registered).When(student => student.PlaceHold("fees", "Unpaid.")).Then(placed);
        Student.Given(Registered, placed).When(student => student.PlaceHold("fees", "Still unpaid.")).Then();
        Student.Given(Registered, placed).When(student => student.LiftHold("fees")).Then(new HoldLiftedEvent(Ada, "fees")).ThenState(state => Assert.Empty(state.Holds));
    }

    [Fact]
    public void A_hold_that_is_not_there_is_not_lifted()
    {
        Refusal? refusal = null;
        Student.Given(Registered).When(student => { refusal = student.LiftHold("fees"); }).Then();
        Assert.Equal(RefusalCodes.NotFound, refusal?.Code);
    }

    [Fact]
    public void A_corrected_grade_replaces_the_one_of_the_same_enrollment()
    {
        var failed = new CourseGradedEvent(Ada, Course, AdaInAlgebra, new Grade("F"), Passed: false);
        Student.Given(Registered, failed)
            .When(student => student.Grade(Course, AdaInAlgebra, new Grade("A"), passed: true))
            .ThenState(state => Assert.True(state.HasPassed(Course) && state.Transcript.Count == 1));
        Student.Given(Registered, failed).When(student => student.ApplyPrerequisites([Algebra1])).ThenState(state => Assert.False(state.HasPassed(Course)));
    }

    [Fact]
    public void A_section_that_was_awaited_and_added_is_enrolled() => StudentTerm
        .Given(new TermSectionAwaitedEvent(Ada, Fall, Algebra1, [Algebra1]))
        .When(term => term.Add(Ada, OpenSection()))
        .Then(new TermSectionAddedEvent(Ada, Fall, Algebra1, Course, 3, Mondays))
        .ThenState(state => Assert.Equal(Mondays, Assert.Single(state.Enrolled).Meetings));

    [Fact]
    public void A_section_is_added_and_awaited_at_most_once()
    {
        var added = new TermSectionAddedEvent(Ada, Fall, Algebra1, Course, 3, Mondays);
        StudentTerm.Given(added).When(term => term.Add(Ada, OpenSection())).ThenThrows<StaleDecisionException>();
        StudentTerm.Given(added).When(term => term.Await(Ada, OpenSection(), [Algebra1])).ThenThrows<StaleDecisionException>();
        StudentTerm.Given().When(term => term.Remove(Ada, OpenSection())).ThenThrows<StaleDecisionException>();
    }

    [Fact]
    public void A_removed_section_is_remembered_as_left() => StudentTerm
        .Given(new TermSectionAddedEvent(Ada, Fall, Algebra1, Course, 3, Mondays))
        .When(term => term.Remove(Ada, OpenSection()))
        .Then(new TermSectionRemovedEvent(Ada, Fall, Algebra1))
        .ThenState(state => Assert.Equal(TermEntryStatus.Left, state.Entries[Algebra1].Status));
}
