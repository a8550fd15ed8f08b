using SmartCampus.Enrollments;
using SmartCampus.Events;
using Xunit;
using static SmartCampus.Enrollment.Tests.Service.Campus;

namespace SmartCampus.Enrollment.Tests.Service;

/// <summary>Bounded retries, and appends whose outcome is unknown (ES5).</summary>
public sealed class RetryTests
{
    private static Task<Campus> NewAsync() => new Campus().WithAsync(new CampusDefinition
    {
        Courses = [Course("C1")],
        Sections = [Open("a", "C1", 1)],
        Students = Students("s1", "s2"),
    });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_command_that_always_loses_gives_up_after_its_retries(int retries)
    {
        var campus = await NewAsync();
        var tries = 0;
        var losing = new FaultyStore(campus.Store, (_, request) =>
        {
            tries++;
            throw new ConcurrencyException(request.Streams[0].Stream, request.Streams[0].Expected, 99);
        });
        var service = campus.NewService(new EnrollmentOptions { MaxRetries = retries }, time: null, losing);

        var result = await service.EnrollAsync(Student("s1"), [Section("a")], cancellationToken: Cancel);

        Assert.Equal((EnrollmentOutcome.RetriesExhausted, retries, retries + 1), (result.Outcome, result.ConflictsRetried, tries));
        Assert.Equal(RefusalCodes.VersionConflict, Assert.Single(result.Refusals).Code);
    }

    [Fact]
    public async Task A_lost_race_is_decided_anew()
    {
        var campus = await NewAsync();
        var raced = false;
        var racing = new FaultyStore(campus.Store, async (store, request) =>
        {
            if (!raced)
            {
                raced = true;
                await campus.EnrollAsync("s2", "a");
            }

            return await store.AppendAsync(request, Cancel);
        });

        var result = await campus.NewService(options: null, time: null, racing).EnrollAsync(Student("s1"), [Section("a")], cancellationToken: Cancel);

        Assert.Equal((EnrollmentOutcome.Waitlisted, 1), (result.Outcome, result.ConflictsRetried));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_unknown_outcome_is_found_out_and_the_command_is_carried_out_once(bool wasStored)
    {
        var campus = await NewAsync();
        var isFirst = true;
        var unsure = new FaultyStore(campus.Store, async (store, request) =>
        {
            if (!isFirst) return await store.AppendAsync(request, Cancel);
            isFirst = false;
            if (wasStored) await store.AppendAsync(request, Cancel);
            throw new AppendOutcomeUnknownException(request.CommitId, new IOException("The line was cut."));
        });

        var result = await campus.NewService(options: null, time: null, unsure).EnrollAsync(Student("s1"), [Section("a")], cancellationToken: Cancel);

        Assert.Equal((EnrollmentOutcome.Done, wasStored), (result.Outcome, result.IsRepeated));
        Assert.Single(await campus.Service.GetHistoryAsync(IdOf("s1", "a"), Cancel));
    }

    [Fact]
    public async Task A_promotion_that_the_end_of_a_process_cut_off_is_made_up_by_the_next_enrollment()
    {
        var campus = await NewAsync();
        await campus.EnrollAsync("s1", "a");
        await campus.EnrollAsync("s2", "a");
        Assert.Empty((await campus.NewService(options: null, time: null, DyingAfterOneAppend(campus.Store)).DropAsync(IdOf("s1", "a"), cancellationToken: Cancel)).Promoted);

        var late = await campus.EnrollAsync("s1", "a");

        Assert.Equal(EnrollmentOutcome.Waitlisted, late.Outcome);
        Assert.Equal(EnrollmentStatus.Enrolled, (await campus.Service.GetEnrollmentAsync(IdOf("s2", "a"), cancellationToken: Cancel))!.Status);
    }

    [Fact]
    public async Task A_promotion_that_the_first_try_missed_is_made_up_by_the_retry()
    {
        var campus = await NewAsync();
        await campus.EnrollAsync("s1", "a");
        await campus.EnrollAsync("s2", "a");
        var once = new CommandOptions { CommitId = CommitId.New() };
        await campus.NewService(options: null, time: null, DyingAfterOneAppend(campus.Store)).DropAsync(IdOf("s1", "a"), once, Cancel);

        var again = await campus.Service.DropAsync(IdOf("s1", "a"), once, Cancel);

        Assert.True(again.IsRepeated);
        Assert.Equal([IdOf("s2", "a")], again.Promoted.Select(view => view.Id));
    }

    [Fact]
    public void Bad_options_are_refused_by_the_constructor() =>
        Assert.Throws<ArgumentException>(() => new Campus(new EnrollmentOptions { MaxRetries = -1 }));

    private static FaultyStore DyingAfterOneAppend(IEventStore inner)
    {
        var appends = 0;
        return new FaultyStore(inner, (store, request) =>
            ++appends > 1 ? throw new EventStoreUnavailableException("The process ends here.") : store.AppendAsync(request, Cancel));
    }
}
