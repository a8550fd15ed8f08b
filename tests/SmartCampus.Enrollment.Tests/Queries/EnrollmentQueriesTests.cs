using SmartCampus.Enrollment.Tests.Service;
using SmartCampus.Enrollments;
using Xunit;
using static SmartCampus.Enrollment.Tests.Service.Campus;

namespace SmartCampus.Enrollment.Tests.Queries;

public sealed class EnrollmentQueriesTests
{
    private static async Task<(Campus Campus, EnrollmentQueries Queries)> NewAsync()
    {
        var campus = await new Campus().WithAsync(new CampusDefinition
        {
            Courses = [Course("MATH1"), Course("MATH2"), Course("PHYS1")],
            Sections = [Open("a", "MATH1", 1), Open("b", "MATH2", 2), Open("c", "PHYS1", 3)],
            Students = Students("s1", "s2"),
        });
        return (campus, new EnrollmentQueries(campus.Store));
    }

    [Fact]
    public async Task Courses_are_searched_and_paged_by_key()
    {
        var (_, queries) = await NewAsync();
        var first = await queries.ListCoursesAsync("math", new PageRequest { Size = 1 }, Cancel);
        Assert.Equal(("MATH1", "MATH1"), (Assert.Single(first.Value.Items).Id.Value, first.Value.NextAfter));
        var second = await queries.ListCoursesAsync("math", new PageRequest { Size = 1, After = first.Value.NextAfter }, Cancel);
        Assert.Equal(("MATH2", null), (Assert.Single(second.Value.Items).Id.Value, second.Value.NextAfter));
        Assert.Equal(3, (await queries.ListCoursesAsync(" ", page: null, Cancel)).Value.Items.Count);
        Assert.Empty((await queries.ListCoursesAsync("chem", page: null, Cancel)).Value.Items);
    }

    [Fact]
    public async Task Sections_show_seats_and_waiting_as_acknowledged_and_say_where_they_are()
    {
        var (campus, queries) = await NewAsync();
        await campus.EnrollAsync("s1", "a");
        var result = await campus.EnrollAsync("s2", "a", "b");
        var (section, position) = await queries.FindSectionAsync(Section("a"), Cancel);
        Assert.Equal((0, 1), (section!.SeatsLeft, section.Waiting));
        Assert.True(position >= result.Position);

        await campus.DropAsync("s1", "a");
        var sections = (await queries.ListSectionsAsync(Fall, course: null, page: null, Cancel)).Value.Items;
        Assert.Equal([(0, 0), (1, 0), (3, 0)], sections.Select(s => (s.SeatsLeft, s.Waiting)));
        Assert.Equal([Section("c")], (await queries.ListSectionsAsync(term: null, new CourseId("PHYS1"), page: null, Cancel)).Value.Items.Select(s => s.Id));
        Assert.Empty((await queries.ListSectionsAsync(new TermId("Winter"), course: null, page: null, Cancel)).Value.Items);
    }

    [Fact]
    public async Task A_rebuild_gives_the_same_answers_and_agrees_with_the_streams()
    {
        var (campus, queries) = await NewAsync();
        await queries.ListSectionsAsync(cancellationToken: Cancel);
        await campus.EnrollAsync("s1", "a", "b");
        await campus.EnrollAsync("s2", "a", "b");
        await campus.DropAsync("s1", "b");
        await campus.Service.AssignGradeAsync(IdOf("s1", "a"), new Grade("A"), cancellationToken: Cancel);

        var rebuilt = new EnrollmentQueries(campus.Store);
        foreach (var student in (string[])["s1", "s2"])
        {
            var answer = await queries.ListEnrollmentsAsync(Student(student), Fall, Cancel);
            Assert.Equal(answer.Value, (await rebuilt.ListEnrollmentsAsync(Student(student), Fall, Cancel)).Value);
            var stored = (await campus.Service.GetEnrollmentsAsync(Student(student), Fall, Cancel)).Enrollments;
            Assert.Equal(stored.Select(view => view with { WaitlistPosition = null }), answer.Value);
        }
    }

    [Fact]
    public async Task Students_show_their_holds()
    {
        var (campus, queries) = await NewAsync();
        await campus.Service.PlaceHoldAsync(Student("s1"), "fees", "Unpaid.", cancellationToken: Cancel);
        Assert.Equal(["fees"], (await queries.FindStudentAsync(Student("s1"), Cancel)).Value!.Holds);
        Assert.Null((await queries.FindStudentAsync(Student("s9"), Cancel)).Value);
    }

    [Fact]
    public void Page_sizes_are_clamped_above_and_refused_below()
    {
        Assert.Equal(PageRequest.MaxSize, new PageRequest { Size = 10_000 }.Size);
        Assert.Throws<ArgumentOutOfRangeException>(() => new PageRequest { Size = 0 });
    }
}
