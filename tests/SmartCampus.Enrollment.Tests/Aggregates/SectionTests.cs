using SmartCampus.Enrollments;
using Xunit;
using static SmartCampus.Enrollment.Tests.Aggregates.Given;

namespace SmartCampus.Enrollment.Tests.Aggregates;

/// <summary>EN: a section is never over capacity, and waits in order.</summary>
public sealed class SectionTests
{
    private static readonly CourseDefinition Algebra = new(Course, "Algebra", 3) { Prerequisites = [new CourseId("C0")] };

    [Fact]
    public void Opening_keeps_what_the_course_says_at_that_moment() => Section
        .Given()
        .When(section => section.Open(new SectionDefinition(Algebra1, Course, Fall, 2, Mondays), Algebra))
        .ThenReturns(null)
        .Then(Opened(2))
        .ThenState(state => Assert.Equal((2, "Algebra", 3), (state.SeatsLeft, state.Title, state.Credits)));

    [Fact]
    public void Opening_the_same_again_changes_nothing() => Section
        .Given(Opened(2))
        .When(section => section.Open(new SectionDefinition(Algebra1, Course, Fall, 2, Mondays), Algebra))
        .ThenReturns(null)
        .Then();

    [Fact]
    public void Opening_it_differently_is_refused()
    {
        Refusal? refusal = null;
        Section.Given(Opened(2)).When(section => { refusal = section.Open(new SectionDefinition(Algebra1, Course, Fall, 3, Mondays), Algebra); }).Then();
        Assert.Equal(RefusalCodes.AlreadyExists, refusal?.Code);
    }

    [Fact]
    public void A_negative_capacity_is_refused()
    {
        Refusal? refusal = null;
        Section.Given().When(section => { refusal = section.Open(new SectionDefinition(Algebra1, Course, Fall, -1, Mondays), Algebra); }).Then();
        Assert.Equal((RefusalCodes.InvalidArgument, "capacity"), (refusal?.Code, refusal?.Field));
    }

    [Fact]
    public void The_last_seat_can_be_taken() => Section
        .Given(Opened(1))
        .When(section => section.TakeSeat(Ada))
        .Then(new SeatTakenEvent(Algebra1, Ada))
        .ThenState(state => Assert.Equal(0, state.SeatsLeft));

    [Fact]
    public void No_seat_is_given_beyond_the_capacity() => Section
        .Given(Opened(1), new SeatTakenEvent(Algebra1, Ada))
        .When(section => section.TakeSeat(Bob))
        .ThenThrows<StaleDecisionException>();

    [Fact]
    public void Nobody_has_two_seats() => Section
        .Given(Opened(2), new SeatTakenEvent(Algebra1, Ada))
        .When(section => section.TakeSeat(Ada))
        .ThenThrows<StaleDecisionException>();

    [Fact]
    public void A_student_who_takes_a_seat_waits_no_more() => Section
        .Given(Opened(1), new WaitlistJoinedEvent(Algebra1, Bob, [Algebra1]), new WaitlistJoinedEvent(Algebra1, Ada, [Algebra1, Algebra2]))
        .When(section => section.TakeSeat(Ada))
        .Then(new WaitlistLeftEvent(Algebra1, Ada), new SeatTakenEvent(Algebra1, Ada))
        .ThenState(state => Assert.Equal([Bob], state.Waitlist.Select(entry => entry.Student)));

    [Fact]
    public void A_freed_seat_can_be_taken_again() => Section
        .Given(Opened(1), new SeatTakenEvent(Algebra1, Ada))
        .When(section => section.ReleaseSeat(Ada))
        .Then(new SeatReleasedEvent(Algebra1, Ada))
        .ThenState(state => Assert.Equal(1, state.SeatsLeft));

    [Fact]
    public void Who_has_no_seat_frees_none() => Section
        .Given(Opened(1))
        .When(section => section.ReleaseSeat(Ada))
        .ThenThrows<StaleDecisionException>();

    [Fact]
    public void The_waitlist_is_in_order_of_joining() => Section
        .Given(Opened(0), new WaitlistJoinedEvent(Algebra1, Bob, [Algebra1]))
        .When(section => section.JoinWaitlist(Ada, [Algebra1, Algebra2]))
        .Then(new WaitlistJoinedEvent(Algebra1, Ada, [Algebra1, Algebra2]))
        .ThenState(state => Assert.Equal((1, 2), (state.PositionOf(Bob), state.PositionOf(Ada))));

    [Fact]
    public void Nobody_waits_twice() => Section
        .Given(Opened(0), new WaitlistJoinedEvent(Algebra1, Ada, [Algebra1]))
        .When(section => section.JoinWaitlist(Ada, [Algebra1]))
        .ThenThrows<StaleDecisionException>();

    [Fact]
    public void Leaving_the_waitlist_moves_the_others_up() => Section
        .Given(Opened(0), new WaitlistJoinedEvent(Algebra1, Bob, [Algebra1]), new WaitlistJoinedEvent(Algebra1, Ada, [Algebra1]))
        .When(section => section.LeaveWaitlist(Bob))
        .Then(new WaitlistLeftEvent(Algebra1, Bob))
        .ThenState(state => Assert.Equal(1, state.PositionOf(Ada)));
}
