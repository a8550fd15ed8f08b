using SmartCampus.Enrollments;
using SmartCampus.Events;
using Xunit;
using static SmartCampus.Enrollment.Tests.Service.Campus;

namespace SmartCampus.Enrollment.Tests.Service;

/// <summary>Commit ids (ES4), expected versions, metadata and fencing tokens (ES12) of commands.</summary>
public sealed class CommandOptionsTests
{
    private static Task<Campus> NewAsync() => new Campus().WithAsync(new CampusDefinition
    {
        Courses = [Course("C1")],
        Sections = [Open("a", "C1", 1), Open("b", "C1", 1)],
        Students = Students("s1", "s2"),
    });

    private static CommandOptions Once() => new() { CommitId = CommitId.New() };

    [Fact]
    public async Task The_same_command_with_the_same_commit_id_gets_the_first_result()
    {
        var campus = await NewAsync();
        var once = Once();
        var first = await campus.Service.EnrollAsync(Student("s1"), [Section("a"), Section("b")], options: once, cancellationToken: Cancel);
        await campus.DropAsync("s1", "a");

        var again = await campus.Service.EnrollAsync(Student("s1"), [Section("a"), Section("b")], options: once, cancellationToken: Cancel);

        Assert.True(again.IsRepeated);
        Assert.Equal((first.Outcome, first.Position, first.Version), (again.Outcome, again.Position, again.Version));
        Assert.Equal(first.Enrollments, again.Enrollments);
    }

    [Fact]
    public async Task A_repeated_wait_and_a_repeated_drop_get_the_first_result()
    {
        var campus = await NewAsync();
        await campus.EnrollAsync("s1", "a");
        var (wait, drop) = (Once(), Once());
        var waited = await campus.Service.EnrollAsync(Student("s2"), [Section("a")], options: wait, cancellationToken: Cancel);
        var dropped = await campus.Service.DropAsync(IdOf("s1", "a"), drop, Cancel);

        var waitedAgain = await campus.Service.EnrollAsync(Student("s2"), [Section("a")], options: wait, cancellationToken: Cancel);
        var droppedAgain = await campus.Service.DropAsync(IdOf("s1", "a"), drop, Cancel);

        Assert.Equal(EnrollmentOutcome.Waitlisted, waitedAgain.Outcome);
        Assert.Equal(waited.Enrollments, waitedAgain.Enrollments);
        Assert.Equal(dropped.Enrollments, droppedAgain.Enrollments);
    }

    [Fact]
    public async Task Another_command_with_the_same_commit_id_is_refused()
    {
        var campus = await NewAsync();
        var once = Once();
        await campus.Service.EnrollAsync(Student("s1"), [Section("a")], options: once, cancellationToken: Cancel);

        var other = await campus.Service.EnrollAsync(Student("s1"), [Section("b")], options: once, cancellationToken: Cancel);
        var ofOther = await campus.Service.EnrollAsync(Student("s2"), [Section("b")], options: once, cancellationToken: Cancel);

        Assert.Equal((EnrollmentOutcome.CommitIdReused, RefusalCodes.IdempotencyMismatch), (other.Outcome, Assert.Single(other.Refusals).Code));
        Assert.Equal(EnrollmentOutcome.CommitIdReused, ofOther.Outcome);
    }

    [Fact]
    public async Task A_request_that_waits_is_another_command_than_one_that_may_not()
    {
        var campus = await NewAsync();
        var once = Once();
        await campus.EnrollAsync("s1", "a");
        await campus.Service.EnrollAsync(Student("s2"), [Section("a")], options: once, cancellationToken: Cancel);

        var other = await campus.Service.EnrollAsync(Student("s2"), [Section("a")], WhenFull.Refuse, once, Cancel);

        Assert.Equal(EnrollmentOutcome.CommitIdReused, other.Outcome);
    }

    [Fact]
    public async Task A_repeated_grade_is_given_once()
    {
        var campus = await NewAsync();
        await campus.EnrollAsync("s1", "a");
        var once = Once();
        await campus.Service.AssignGradeAsync(IdOf("s1", "a"), new Grade("A"), once, Cancel);
        Assert.True((await campus.Service.AssignGradeAsync(IdOf("s1", "a"), new Grade("A"), once, Cancel)).IsRepeated);
        Assert.Equal(EnrollmentOutcome.CommitIdReused, (await campus.Service.AssignGradeAsync(IdOf("s1", "a"), new Grade("B"), once, Cancel)).Outcome);
    }

    [Fact]
    public async Task A_stale_expected_version_is_a_conflict_with_the_actual_one()
    {
        var campus = await NewAsync();
        var enrolled = await campus.EnrollAsync("s1", "a");
        var stale = new CommandOptions { ExpectedVersion = 0 };

        var dropped = await campus.Service.DropAsync(IdOf("s1", "a"), stale, Cancel);
        var second = await campus.Service.EnrollAsync(Student("s1"), [Section("b")], options: stale, cancellationToken: Cancel);

        Assert.Equal((EnrollmentOutcome.VersionConflict, new StreamVersion(1)), (dropped.Outcome, dropped.Version!.Value));
        Assert.Equal((EnrollmentOutcome.VersionConflict, enrolled.Version), (second.Outcome, second.Version));
        Assert.True((await campus.Service.DropAsync(IdOf("s1", "a"), new CommandOptions { ExpectedVersion = 1 }, Cancel)).IsSuccess);
    }

    [Fact]
    public async Task Every_event_carries_the_metadata_and_a_stale_token_is_fenced()
    {
        var campus = await NewAsync();
        var stream = EnrollmentStreams.Of(Section("a"));
        var options = new CommandOptions
        {
            Metadata = new EventMetadata { Actor = "registrar", CorrelationId = "c-1" },
            FencingTokens = new Dictionary<StreamId, long> { [stream] = 7 },
        };
        var result = await campus.Service.EnrollAsync(Student("s1"), [Section("a")], options: options, cancellationToken: Cancel);
        var stored = await campus.Store.ReadStreamAsync(EnrollmentStreams.Of(result.Enrollments[0].Id), cancellationToken: Cancel).ToArrayAsync(Cancel);
        Assert.Equal(("registrar", "c-1"), (stored[0].Metadata.Actor, stored[0].Metadata.CorrelationId));

        var late = options with { FencingTokens = new Dictionary<StreamId, long> { [stream] = 6 } };
        await Assert.ThrowsAsync<FencedException>(() => campus.Service.DropAsync(IdOf("s1", "a"), late, Cancel));
    }
}
