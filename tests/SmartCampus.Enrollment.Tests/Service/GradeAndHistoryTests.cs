using SmartCampus.Enrollments;
using SmartCampus.Events;
using Xunit;
using static SmartCampus.Enrollment.Tests.Service.Campus;

namespace SmartCampus.Enrollment.Tests.Service;

/// <summary>EN: grades and prerequisites; the history of an enrollment at any version or time.</summary>
public sealed class GradeAndHistoryTests
{
    private static Task<Campus> NewAsync() => new Campus().WithAsync(new CampusDefinition
    {
        Courses = [Course("C1"), Course("C2", 3, new CourseId("C1"))],
        Sections = [Open("a", "C1", 5), Open("advanced", "C2", 5)],
        Students = Students("s1"),
    });

    [Fact]
    public async Task A_passing_grade_opens_what_needs_the_course_and_a_correction_closes_it()
    {
        var campus = await NewAsync();
        await campus.EnrollAsync("s1", "a");
        Assert.Equal(RefusalCodes.PrerequisiteMissing, Assert.Single((await campus.EnrollAsync("s1", "advanced")).Refusals).Code);

        await campus.Service.AssignGradeAsync(IdOf("s1", "a"), new Grade("A"), cancellationToken: Cancel);
        Assert.Equal(EnrollmentOutcome.Done, (await campus.Service.ValidateAsync(Student("s1"), [Section("advanced")], cancellationToken: Cancel)).Outcome);

        await campus.Service.ChangeGradeAsync(IdOf("s1", "a"), new Grade("F"), "Recount.", cancellationToken: Cancel);
        Assert.Equal(EnrollmentOutcome.Refused, (await campus.EnrollAsync("s1", "advanced")).Outcome);
    }

    [Fact]
    public async Task Validating_writes_nothing()
    {
        var campus = await NewAsync();
        var before = await campus.Store.ReadLastPositionAsync(Cancel);
        Assert.True((await campus.Service.ValidateAsync(Student("s1"), [Section("a")], cancellationToken: Cancel)).IsSuccess);
        Assert.Equal(EnrollmentOutcome.NotFound, (await campus.Service.ValidateAsync(Student("s9"), [Section("a"), Section("z")], cancellationToken: Cancel)).Outcome);
        Assert.Equal(before, await campus.Store.ReadLastPositionAsync(Cancel));
    }

    [Fact]
    public async Task An_enrollment_is_told_at_any_version_and_time()
    {
        var campus = await NewAsync();
        var id = IdOf("s1", "a");
        await campus.EnrollAsync("s1", "a");
        var enrolled = campus.Time.GetUtcNow();
        campus.Time.Advance(TimeSpan.FromHours(1));
        await campus.DropAsync("s1", "a");

        Assert.Equal(EnrollmentStatus.Enrolled, (await campus.Service.GetEnrollmentAsync(id, 1, Cancel))!.Status);
        Assert.Equal(EnrollmentStatus.Dropped, (await campus.Service.GetEnrollmentAsync(id, 2, Cancel))!.Status);
        Assert.Null(await campus.Service.GetEnrollmentAsync(id, 3, Cancel));
        Assert.Null(await campus.Service.GetEnrollmentAtAsync(id, enrolled.AddTicks(-1), Cancel));
        Assert.Equal(EnrollmentStatus.Enrolled, (await campus.Service.GetEnrollmentAtAsync(id, enrolled.AddMinutes(59), Cancel))!.Status);
        Assert.Equal(EnrollmentStatus.Dropped, (await campus.Service.GetEnrollmentAtAsync(id, enrolled.AddHours(1), Cancel))!.Status);
        var history = await campus.Service.GetHistoryAsync(id, Cancel);
        Assert.Equal([typeof(StudentEnrolledEvent), typeof(EnrollmentDroppedEvent)], history.Select(entry => entry.Event.GetType()));
    }

    [Fact]
    public async Task An_aggregate_is_rebuilt_from_a_snapshot_and_the_events_after_it()
    {
        var campus = await NewAsync();
        var snapshots = new AggregateRepository(campus.Store, SnapshotPolicy.Every(1));
        var service = new EnrollmentService(snapshots, options: null, campus.Time);
        var stream = EnrollmentStreams.Of(IdOf("s1", "a"));
        await service.EnrollAsync(Student("s1"), [Section("a")], cancellationToken: Cancel);
        await service.AssignGradeAsync(IdOf("s1", "a"), new Grade("A"), cancellationToken: Cancel);

        var replay = await campus.Store.ReplayAsync(stream, EnrollmentAggregate.SnapshotSchemaName, upToVersion: null, Cancel);

        var enrollment = EnrollmentAggregate.FromSnapshot(replay.Snapshot!);
        foreach (var envelope in replay.Events) enrollment.Apply(envelope);
        Assert.Equal((EnrollmentStatus.Completed, new StreamVersion(2)), (enrollment.State.Status, enrollment.Version));
        var section = await snapshots.LoadAsync<SectionAggregate>(EnrollmentStreams.Of(Section("a")), upToVersion: null, Cancel);
        Assert.Equal([Student("s1")], section.State.Seated);
    }
}
