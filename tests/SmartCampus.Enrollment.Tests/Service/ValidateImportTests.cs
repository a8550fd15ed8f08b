using SmartCampus.Enrollments;
using SmartCampus.Events;
using Xunit;

namespace SmartCampus.Enrollment.Tests.Service;

public sealed class ValidateImportTests
{
    private static readonly CampusDefinition Good = new()
    {
        Courses = [Campus.Course("math")],
        Sections = [Campus.Open("math-1", "math", capacity: 10)],
        Students = Campus.Students("ann"),
    };

    [Fact]
    public async Task Validating_an_import_writes_nothing_and_counts_what_the_import_then_adds()
    {
        var campus = await new Campus().WithAsync(new CampusDefinition());
        var before = await EndAsync(campus);

        var validated = await campus.Service.ValidateImportAsync(Good, Campus.Cancel);

        Assert.Equal(before, await EndAsync(campus));
        var imported = await campus.Service.ImportAsync(Good, options: null, Campus.Cancel);
        Assert.Equal((imported.Added, imported.Unchanged), (validated.Added, validated.Unchanged));
        Assert.Equal(3, validated.Added);
    }

    [Fact]
    public async Task Validating_an_import_lists_everything_that_is_wrong()
    {
        var campus = await new Campus().WithAsync(new CampusDefinition());

        var result = await campus.Service.ValidateImportAsync(
            Good with { Courses = [Campus.Course("math", credits: -1)], Sections = [Campus.Open("art-1", "art", capacity: 10)] }, Campus.Cancel);

        Assert.Equal([RefusalCodes.InvalidArgument, RefusalCodes.NotFound], result.Refusals.Select(refusal => refusal.Code));
    }

    private static async Task<GlobalPosition> EndAsync(Campus campus) =>
        (await campus.Store.ReadAllPageAsync(new AllReadOptions { MaxCount = 4096 }, Campus.Cancel)).Next;
}
