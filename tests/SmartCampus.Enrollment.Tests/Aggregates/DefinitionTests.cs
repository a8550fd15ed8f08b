using SmartCampus.Enrollments;
using Xunit;
using static SmartCampus.Enrollment.Tests.Aggregates.Given;

namespace SmartCampus.Enrollment.Tests.Aggregates;

/// <summary>Courses and terms.</summary>
public sealed class DefinitionTests
{
    private static readonly DateTimeOffset Opens = new(2024, 8, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_course_is_added_once()
    {
        var course = new CourseDefinition(Course, "Algebra", 3) { Prerequisites = [new CourseId("C0")] };
        var added = new CourseAddedEvent(Course, "Algebra", 3, [new CourseId("C0")]);
        TheCourse.Given().When(c => c.Add(course)).ThenReturns(null).Then(added);
        TheCourse.Given(added).When(c => c.Add(course)).ThenReturns(null).Then();
    }

    public static TheoryData<CourseDefinition, string> BadCourses => new()
    {
        { new CourseDefinition(Course, " ", 3), "title" },
        { new CourseDefinition(Course, new string('x', 201), 3), "title" },
        { new CourseDefinition(Course, "Algebra", -1), "credits" },
        { new CourseDefinition(Course, "Algebra", 3) { Prerequisites = [Course] }, "prerequisites" },
        { new CourseDefinition(Course, "Algebra", 3) { Prerequisites = [new CourseId("C0"), new CourseId("C0")] }, "prerequisites" },
    };

    [Theory]
    [MemberData(nameof(BadCourses))]
    public void A_bad_course_is_refused_with_the_field(CourseDefinition course, string field)
    {
        Refusal? refusal = null;
        TheCourse.Given().When(c => { refusal = c.Add(course); }).Then();
        Assert.Equal((RefusalCodes.InvalidArgument, field), (refusal?.Code, refusal?.Field));
    }

    [Fact]
    public void A_term_is_opened_and_its_window_moved()
    {
        var opened = new TermOpenedEvent(Fall, Opens, Opens.AddDays(30));
        Term.Given().When(t => t.Open(new TermDefinition(Fall, Opens, Opens.AddDays(30)))).Then(opened);
        Term.Given(opened).When(t => t.Open(new TermDefinition(Fall, Opens, Opens.AddDays(30)))).Then();
        Term.Given(opened).When(t => t.Open(new TermDefinition(Fall, Opens, Opens.AddDays(40)))).Then(new RegistrationWindowChangedEvent(Fall, Opens, Opens.AddDays(40)));
    }

    [Fact]
    public void A_term_gets_its_first_day_at_once_or_later_and_keeps_it()
    {
        var (monday, next) = (new DateOnly(2024, 9, 2), new DateOnly(2024, 9, 9));
        var (opened, scheduled) = (new TermOpenedEvent(Fall, Opens, Opens.AddDays(30)), new TermScheduledEvent(Fall, monday));
        var term = new TermDefinition(Fall, Opens, Opens.AddDays(30), monday);
        Term.Given().When(t => t.Open(term)).Then(opened, scheduled);
        Term.Given(opened).When(t => t.Open(term)).Then(scheduled);
        Term.Given(opened, scheduled).When(t => t.Open(term)).Then();
        Term.Given(opened, scheduled).When(t => t.Open(term with { FirstDay = null })).Then();
        Term.Given(opened, scheduled).When(t => t.Open(term with { FirstDay = next })).Then(new TermScheduledEvent(Fall, next));
    }

    [Fact]
    public void A_first_day_that_is_no_Monday_is_refused()
    {
        Refusal? refusal = null;
        Term.Given().When(t => { refusal = t.Open(new TermDefinition(Fall, Opens, Opens.AddDays(30), new DateOnly(2024, 9, 3))); }).Then();
        Assert.Equal("first_day", refusal?.Field);
    }

    [Fact]
    public void A_window_that_closes_before_it_opens_is_refused()
    {
        Refusal? refusal = null;
        Term.Given().When(t => { refusal = t.Open(new TermDefinition(Fall, Opens, Opens)); }).Then();
        Assert.Equal("registration_closes", refusal?.Field);
    }
}
