using Microsoft.Extensions.Time.Testing;
using SmartCampus.Enrollments;
using SmartCampus.Events;
using SmartCampus.RegistrationDay.Campuses;
using SmartCampus.RegistrationDay.Data;
using SmartCampus.RegistrationDay.Itc;
using SmartCampus.RegistrationDay.Tests.EndToEnd;
using SmartCampus.Scheduling;

namespace SmartCampus.RegistrationDay.Tests.Campuses;

/// <summary>What a client makes of a campus that does not do its work.</summary>
public sealed class CampusTests : IDisposable
{
    private static readonly StudentId Ada = new("1");
    private static readonly StudentId Bob = new("2");

    private readonly DayFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("FENCED", AttemptStatus.Overtaken)]
    [InlineData("VERSION_CONFLICT", AttemptStatus.Overtaken)]
    [InlineData("LOCK_TIMEOUT", AttemptStatus.LockTimeout)]
    [InlineData("SECTION_FULL", AttemptStatus.Refused)]
    public async Task A_host_whose_lock_was_lost_has_refused_nothing(string reason, AttemptStatus expected) // LM1
    {
        using var host = new CannedHost();
        await using var campus = new HttpCampus([host.Address]);

        var attempt = campus.EnrollAsync(Ada, [new SectionId("1")], mayWait: false, ConcurrencyMode.Pessimistic, TestContext.Current.CancellationToken);
        await host.RefuseAsync(409, reason);

        Assert.Equal(expected, (await attempt).Status);
    }

    [Fact]
    public async Task In_process_a_lock_that_was_lost_is_told_as_overtaken() // LM1
    {
        var cancel = TestContext.Current.CancellationToken;
        var instance = ItcReader.Read(_folder.Write("small.xml", GeneratedInstance.Xml(students: 2, courses: 4, limit: 8)));
        var plan = new CampusPlan(instance, TimetableAllocator.Allocate(ItcAllocation.ToProblem(instance), cancellationToken: cancel), tightRooms: null);
        SectionId[] sections = [plan.Definition.Sections[0].Id];
        await using var data = new SqliteData(_folder.Data);
        await using var campus = await InProcessCampus.OpenAsync(data, cancel);
        await campus.ImportAsync(plan, plan.Bookings, new Progress<double>(), cancel);
        await using (var store = SqliteEventStore.Open(_folder.Data, new EventSerializer(new EventTypes().AddEnrollmentEvents())))
        {
            var higher = new CommandOptions { FencingTokens = new Dictionary<StreamId, long> { [EnrollmentStreams.Of(sections[0])] = long.MaxValue } };
            Assert.True((await new EnrollmentService(new AggregateRepository(store)).EnrollAsync(Ada, sections, options: higher, cancellationToken: cancel)).IsSuccess);
        }

        var attempt = await campus.EnrollAsync(Bob, sections, mayWait: false, ConcurrencyMode.Pessimistic, cancel);

        Assert.Equal(AttemptStatus.Overtaken, attempt.Status);
    }

    [Fact]
    public async Task A_host_that_hangs_is_a_broken_call_and_not_the_end_of_the_run()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var host = new CannedHost();
        var time = new FakeTimeProvider();
        await using var campus = new HttpCampus([host.Address], time);

        var held = campus.GetHeldAsync(Ada, new TermId("spring"), cancel);
        await host.HangAsync();
        time.Advance(TimeSpan.FromMinutes(1));

        await Assert.ThrowsAsync<HttpRequestException>(() => held);
    }

    [Fact]
    public async Task A_run_that_is_stopped_while_the_host_hangs_is_stopped()
    {
        using var stop = new CancellationTokenSource();
        using var host = new CannedHost();
        await using var campus = new HttpCampus([host.Address]);

        var held = campus.GetHeldAsync(Ada, new TermId("spring"), stop.Token);
        await host.HangAsync();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);
    }
}
