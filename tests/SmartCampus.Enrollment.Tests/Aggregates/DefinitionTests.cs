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
    public void A_window_that_closes_before_it_opens_is_refused()
    {
        Refusal? refusal = null;
        Term.Given().When(t => { refusal = t.Open(new TermDefinition(Fall, Opens, Opens)); }).Then();
        Assert.Equal("registration_closes", refusal?.Field);
    }
}
