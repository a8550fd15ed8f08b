using SmartCampus.Enrollments;
using Xunit;
using static SmartCampus.Enrollment.Tests.Aggregates.Given;

namespace SmartCampus.Enrollment.Tests.Aggregates;

/// <summary>EN: an enrollment goes only where it can from where it stands; grades are assigned once and changed only with a reason.</summary>
public sealed class EnrollmentTests
{
    [Fact]
    public void A_student_enrolls() => TheEnrollment
        .Given()
        .When(enrollment => enrollment.Enroll(AdaInAlgebra, Course, Fall))
        .ThenReturns(null)
        .Then(Enrolled())
        .ThenState(state => Assert.Equal(EnrollmentStatus.Enrolled, state.Status));

    [Fact]
    public void A_student_who_dropped_enrolls_again() => TheEnrollment
        .Given(Enrolled(), Dropped(wasWaiting: false))
        .When(enrollment => enrollment.Enroll(AdaInAlgebra, Course, Fall))
        .Then(Enrolled());

    [Fact]
    public void An_active_enrollment_is_not_made_twice() =>
        Refused([Enrolled()], enrollment => enrollment.Enroll(AdaInAlgebra, Course, Fall), RefusalCodes.DuplicateEnrollment);

    [Fact]
    public void A_student_waits_and_is_promoted() => TheEnrollment
        .Given(Waitlisted())
        .When(enrollment => enrollment.Promote())
        .ThenReturns(null)
        .Then(new StudentPromotedEvent(AdaInAlgebra, Ada, Algebra1, Course, Fall))
        .ThenState(state => Assert.Equal((EnrollmentStatus.Enrolled, 0), (state.Status, state.Request.Count)));

    [Fact]
    public void Waiting_keeps_the_whole_request() => TheEnrollment
        .Given()
        .When(enrollment => enrollment.Wait(AdaInAlgebra, Course, Fall, [Algebra1, Algebra2], 1))
        .Then(Waitlisted())
        .ThenState(state => Assert.Equal([Algebra1, Algebra2], state.Request));

    [Fact]
    public void Only_who_waits_is_promoted() => Refused([Enrolled()], enrollment => enrollment.Promote(), RefusalCodes.NotEnrolled);

    [Fact]
    public void A_drop_says_whether_a_seat_became_free()
    {
        TheEnrollment.Given(Enrolled()).When(enrollment => enrollment.Drop()).Then(Dropped(wasWaiting: false));
        TheEnrollment.Given(Waitlisted()).When(enrollment => enrollment.Drop()).Then(Dropped(wasWaiting: true));
    }

    [Fact]
    public void A_graded_enrollment_is_not_dropped() => Refused([Enrolled(), Graded()], enrollment => enrollment.Drop(), RefusalCodes.AlreadyGraded);

    [Fact]
    public void Dropping_a_graded_enrollment_is_not_answered_with_how_to_change_the_grade() => TheEnrollment
        .Given(Enrolled(), Graded())
        .When(enrollment => enrollment.Drop())
        .ThenReturns(new Refusal(RefusalCodes.AlreadyGraded, "The enrollment has a grade. It can no longer be dropped."));

    [Fact]
    public void A_dropped_enrollment_is_not_dropped_again() => Refused([Enrolled(), Dropped(false)], enrollment => enrollment.Drop(), RefusalCodes.NotEnrolled);

    [Fact]
    public void A_grade_completes_the_enrollment() => TheEnrollment
        .Given(Enrolled())
        .When(enrollment => enrollment.AssignGrade(new Grade("B"), passed: true))
        .ThenReturns(null)
        .Then(Graded())
        .ThenState(state => Assert.Equal((EnrollmentStatus.Completed, new Grade("B")), (state.Status, state.Grade!.Value)));

    [Fact]
    public void A_grade_is_assigned_once() => Refused([Enrolled(), Graded()], enrollment => enrollment.AssignGrade(new Grade("A"), true), RefusalCodes.AlreadyGraded);

    [Fact]
    public void Who_waits_gets_no_grade() => Refused([Waitlisted()], enrollment => enrollment.AssignGrade(new Grade("A"), true), RefusalCodes.NotEnrolled);

    [Fact]
    public void A_grade_is_changed_with_a_reason() => TheEnrollment
        .Given(Enrolled(), Graded())
        .When(enrollment => enrollment.ChangeGrade(new Grade("A"), passed: true, "Recount."))
        .ThenReturns(null)
        .Then(new GradeChangedEvent(AdaInAlgebra, Ada, Algebra1, Course, Fall, new Grade("A"), true, new Grade("B"), "Recount."));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void A_grade_is_not_changed_without_a_reason(string reason) =>
        Refused([Enrolled(), Graded()], enrollment => enrollment.ChangeGrade(new Grade("A"), true, reason), RefusalCodes.InvalidArgument);

    [Fact]
    public void A_grade_that_was_never_given_is_not_changed() => Refused([Enrolled()], enrollment => enrollment.ChangeGrade(new Grade("A"), true, "Recount."), RefusalCodes.NotGraded);

    private static void Refused(object[] given, Func<EnrollmentAggregate, Refusal?> act, string code)
    {
        Refusal? refusal = null;
        TheEnrollment.Given(given).When(enrollment => { refusal = act(enrollment); }).Then();
        Assert.Equal(code, refusal?.Code);
    }
}
