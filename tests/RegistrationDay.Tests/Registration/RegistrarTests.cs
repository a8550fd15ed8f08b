using SmartCampus.RegistrationDay.Campuses;
using SmartCampus.RegistrationDay.Itc;
using SmartCampus.RegistrationDay.Registration;
using SmartCampus.RegistrationDay.Requests;
using SmartCampus.RegistrationDay.Settings;
using SmartCampus.RegistrationDay.Tests.EndToEnd;
using SmartCampus.Scheduling;

namespace SmartCampus.RegistrationDay.Tests.Registration;

/// <summary>What a client does when it is not told what became of its call.</summary>
public sealed class RegistrarTests : IDisposable
{
    private readonly DayFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_client_without_an_answer_asks_for_the_same_again_before_it_asks_for_anything_else()
    {
        var cancel = TestContext.Current.CancellationToken;
        var instance = ItcReader.Read(_folder.Write("small.xml", GeneratedInstance.Xml(students: 2, courses: 4, limit: 8)));
        var plan = new CampusPlan(instance, TimetableAllocator.Allocate(ItcAllocation.ToProblem(instance), cancellationToken: cancel), tightRooms: null);
        var course = instance.Courses[0];
        await using var campus = new ForgetfulCampus { BeforeTheLostAnswer = () => Task.CompletedTask };
        var registrar = new Registrar(plan, campus, new ModeChooser(Mode.Optimistic, seed: 1));
        // While the first student waits for an answer, everybody learns from the second one's refusal that another choice is better.
        campus.BeforeTheLostAnswer = () => registrar.SettleAsync(new RegistrationRequest(2, course), cancel);

        var outcome = await registrar.SettleAsync(new RegistrationRequest(1, course), cancel);

        var asked = campus.Asked[CampusPlan.ToStudentId(1)];
        Assert.Equal((OutcomeKind.Satisfied, 3), (outcome.Kind, asked.Count));
        Assert.Equal(asked[0], asked[1]);
        Assert.NotEqual(asked[0], asked[2]);
    }
}
