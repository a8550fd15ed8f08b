using SmartCampus.Enrollments;
using SmartCampus.Events;
using Xunit;
using static SmartCampus.Enrollment.Tests.Service.Campus;

namespace SmartCampus.Enrollment.Tests.Service;

public sealed class ImportTests
{
    private static readonly CampusDefinition Small = new()
    {
        Terms = [new TermDefinition(Fall, Opens, Closes)],
        Courses = [Course("C2", 3, new CourseId("C1")), Course("C1")],
        Sections = [Open("a", "C1", 1), Open("b", "C2", 1)],
        Students = Students([.. Enumerable.Range(0, 1200).Select(i => $"s{i}")]),
    };

    [Fact]
    public async Task A_campus_larger_than_one_append_is_imported_and_the_same_again_changes_nothing()
    {
        var campus = new Campus();
        var first = await campus.Service.ImportAsync(Small, options: null, Cancel);
        var position = await campus.Store.ReadLastPositionAsync(Cancel);
        var second = await campus.Service.ImportAsync(Small, options: null, Cancel);

        Assert.Equal((1205, 0), (first.Added, first.Unchanged));
        Assert.Equal((0, 1205), (second.Added, second.Unchanged));
        Assert.Equal(position, await campus.Store.ReadLastPositionAsync(Cancel));
    }

    [Fact]
    public async Task An_import_with_mistakes_names_all_of_them_and_writes_nothing()
    {
        var campus = new Campus();
        var result = await campus.Service.ImportAsync(
            Small with
            {
                Courses = [.. Small.Courses, Course("C3", -1), Course("C1")],
                Sections = [.. Small.Sections, Open("c", "C9", 1), Open("d", "C1", -5)],
            },
            options: null,
            Cancel);

        Assert.False(result.IsSuccess);
        Assert.Equal(4, result.Refusals.Count);
        Assert.Equal(GlobalPosition.Start, await campus.Store.ReadLastPositionAsync(Cancel));
    }

    [Fact]
    public async Task A_mistake_says_which_item_it_is_in_and_where_that_stands()
    {
        var campus = new Campus();
        var result = await campus.Service.ImportAsync(
            Small with
            {
                Courses = [.. Small.Courses, Course("C3", -1), Course("C4", 1, new CourseId("C8"))],
                Sections = [Open("c", "C9", 1), Open("d", "C1", -5)],
                Students = Students("twin", "twin", "twin", "twin"),
            },
            options: null,
            Cancel);

        Assert.Equal(
            [
                ("courses[2].credits", "Course C3: Credits are 0 to 1000, not -1."),
                (null, "Course C8 before course C4 does not exist."),
                (null, "Course C9 of section c does not exist."),
                ("sections[1].capacity", "Section d: A section has 0 to 1000000 seats, not -5."),
                ("students[1]", "Student twin is in the import more than once."),
            ],
            result.Refusals.Select(refusal => (refusal.Field, refusal.Message)));
    }

    [Fact]
    public async Task What_a_definition_needs_must_exist()
    {
        var campus = await new Campus().WithAsync(new CampusDefinition { Courses = [Course("C1")] });
        Assert.Equal(EnrollmentOutcome.NotFound, (await campus.Service.AddCourseAsync(Course("C2", 3, new CourseId("C9")), options: null, Cancel)).Outcome);
        Assert.Equal(EnrollmentOutcome.NotFound, (await campus.Service.OpenSectionAsync(Open("a", "C9", 1), options: null, Cancel)).Outcome);
        var winter = Open("a", "C1", 1) with { Term = new TermId("Winter") };
        Assert.Equal(EnrollmentOutcome.NotFound, (await campus.Service.OpenSectionAsync(winter, options: null, Cancel)).Outcome);
        Assert.Equal(EnrollmentOutcome.Done, (await campus.Service.OpenSectionAsync(Open("a", "C1", 1), options: null, Cancel)).Outcome);
        Assert.Equal([RefusalCodes.AlreadyExists], (await campus.Service.OpenSectionAsync(Open("a", "C1", 2), options: null, Cancel)).Refusals.Select(r => r.Code));
    }
}
