using SmartCampus.Enrollments;
using SmartCampus.Events;
using Xunit;
using static SmartCampus.Enrollment.Tests.Service.Campus;

namespace SmartCampus.Enrollment.Tests.Service;

/// <summary>EN: drops, promotions of whole requests in order, and swaps.</summary>
public sealed class DropAndSwapTests
{
    private static Task<Campus> NewAsync() => new Campus().WithAsync(new CampusDefinition
    {
        Courses = [Course("C1"), Course("C2")],
        Sections =
        [
            Open("a", "C1", 1, "Mo 09:00-09:50 weeks 1-14"),
            Open("b", "C2", 1, "Tu 09:00-09:50 weeks 1-14"),
            Open("c", "C2", 5, "Mo 09:30-10:20 weeks 1-14"),
        ],
        Students = Students("s1", "s2", "s3", "s4"),
    });

    [Fact]
    public async Task The_first_request_whose_sections_all_fit_is_promoted_and_the_others_keep_their_places()
    {
        var campus = await NewAsync();
        await campus.EnrollAsync("s1", "a");
        await campus.EnrollAsync("s2", "b");
        await campus.EnrollAsync("s3", "a", "b");
        await campus.EnrollAsync("s4", "a");

        var dropped = await campus.DropAsync("s1", "a");

        Assert.Equal([IdOf("s4", "a")], dropped.Promoted.Select(view => view.Id));
        Assert.Equal(1, (await campus.Service.GetEnrollmentAsync(IdOf("s3", "a"), cancellationToken: Cancel))!.WaitlistPosition);
        await campus.DropAsync("s4", "a");
        var second = await campus.DropAsync("s2", "b");
        Assert.Equal([IdOf("s3", "a"), IdOf("s3", "b")], second.Promoted.Select(view => view.Id));
    }

    [Fact]
    public async Task Whoever_hangs_up_while_the_drop_is_stored_leaves_nobody_waiting_for_the_free_seat()
    {
        var campus = await NewAsync();
        await campus.EnrollAsync("s1", "a");
        await campus.EnrollAsync("s2", "a");
        using var caller = new CancellationTokenSource();
        var store = new FaultyStore(campus.Store, async (store, request) =>
        {
            await caller.CancelAsync();
            return await store.AppendAsync(request, Cancel);
        });

        var dropped = await campus.NewService(options: null, time: null, store).DropAsync(IdOf("s1", "a"), cancellationToken: caller.Token);

        Assert.Equal([IdOf("s2", "a")], dropped.Promoted.Select(view => view.Id));
    }

    [Fact]
    public async Task A_drop_that_was_stored_is_done_though_the_promotion_fails()
    {
        var campus = await NewAsync();
        await campus.EnrollAsync("s1", "a");
        await campus.EnrollAsync("s2", "a");
        var appends = 0;
        var store = new FaultyStore(campus.Store, (store, request) =>
            appends++ == 0 ? store.AppendAsync(request, Cancel) : throw new EventStoreUnavailableException("The disk is full."));

        var dropped = await campus.NewService(options: null, time: null, store).DropAsync(IdOf("s1", "a"), cancellationToken: Cancel);

        Assert.Equal((EnrollmentOutcome.Done, 0), (dropped.Outcome, dropped.Promoted.Count));
        Assert.Equal([IdOf("s2", "a")], (await campus.Service.PromoteAsync(Section("a"), cancellationToken: Cancel)).Promoted.Select(view => view.Id));
    }

    [Fact]
    public async Task A_request_with_a_hold_is_passed_over_until_the_hold_is_lifted()
    {
        var campus = await NewAsync();
        await campus.EnrollAsync("s1", "a");
        await campus.EnrollAsync("s2", "a");
        await campus.Service.PlaceHoldAsync(Student("s2"), "fees", "Unpaid.", cancellationToken: Cancel);

        Assert.Empty((await campus.DropAsync("s1", "a")).Promoted);
        await campus.Service.LiftHoldAsync(Student("s2"), "fees", cancellationToken: Cancel);
        var promotable = await new EnrollmentQueries(campus.Store).FindPromotableAsync(Cancel);
        Assert.Equal([Section("a")], promotable.Value);
        Assert.Equal([IdOf("s2", "a")], (await campus.Service.PromoteAsync(Section("a"), cancellationToken: Cancel)).Promoted.Select(view => view.Id));
    }

    [Fact]
    public async Task Nobody_overtakes_a_request_that_fits_by_now()
    {
        var campus = await NewAsync();
        await campus.EnrollAsync("s1", "a");
        await campus.EnrollAsync("s2", "a");
        await campus.Service.PlaceHoldAsync(Student("s2"), "fees", "Unpaid.", cancellationToken: Cancel);
        await campus.DropAsync("s1", "a");
        await campus.Service.LiftHoldAsync(Student("s2"), "fees", cancellationToken: Cancel);

        var late = await campus.EnrollAsync("s3", "a");

        Assert.Equal(EnrollmentOutcome.Waitlisted, late.Outcome);
        Assert.Equal(EnrollmentStatus.Enrolled, (await campus.Service.GetEnrollmentAsync(IdOf("s2", "a"), cancellationToken: Cancel))!.Status);
    }

    [Fact]
    public async Task Dropping_a_section_lets_the_students_own_request_fit()
    {
        var campus = await NewAsync();
        await campus.EnrollAsync("s1", "a");
        await campus.EnrollAsync("s2", "a");
        await campus.EnrollAsync("s2", "c");
        Assert.Empty((await campus.DropAsync("s1", "a")).Promoted);

        var dropped = await campus.DropAsync("s2", "c");

        Assert.Equal([IdOf("s2", "a")], dropped.Promoted.Select(view => view.Id));
    }

    [Fact]
    public async Task Giving_up_one_waiting_section_withdraws_the_whole_request()
    {
        var campus = await NewAsync();
        await campus.EnrollAsync("s1", "a");
        await campus.EnrollAsync("s2", "a", "b");

        var dropped = await campus.DropAsync("s2", "b");

        Assert.Equal([IdOf("s2", "a"), IdOf("s2", "b")], dropped.Enrollments.Select(view => view.Id));
        Assert.Empty((await campus.DropAsync("s1", "a")).Promoted);
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found_and_what_was_dropped_is_refused()
    {
        var campus = await NewAsync();
        Assert.Equal(EnrollmentOutcome.NotFound, (await campus.DropAsync("s1", "a")).Outcome);
        Assert.Equal(EnrollmentOutcome.NotFound, (await campus.DropAsync("nobody", "nowhere")).Outcome);
        await campus.EnrollAsync("s1", "a");
        await campus.DropAsync("s1", "a");
        Assert.Equal([RefusalCodes.NotEnrolled], (await campus.DropAsync("s1", "a")).Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task A_swap_exchanges_clashing_sections_in_one_append()
    {
        var campus = await NewAsync();
        await campus.EnrollAsync("s1", "a");
        var before = await campus.Store.ReadLastPositionAsync(Cancel);

        var swapped = await campus.Service.SwapAsync([IdOf("s1", "a")], [Section("c")], cancellationToken: Cancel);

        Assert.Equal([EnrollmentStatus.Dropped, EnrollmentStatus.Enrolled], swapped.Enrollments.Select(view => view.Status));
        var stored = await campus.Store.ReadAllAsync(new AllReadOptions { After = before }, Cancel).ToArrayAsync(Cancel);
        Assert.Single(stored.Select(envelope => envelope.CommitId).Distinct());
    }

    [Fact]
    public async Task A_swap_into_a_full_section_changes_nothing()
    {
        var campus = await NewAsync();
        await campus.EnrollAsync("s1", "a");
        await campus.EnrollAsync("s2", "b");
        var before = await campus.Store.ReadLastPositionAsync(Cancel);

        var swapped = await campus.Service.SwapAsync([IdOf("s1", "a")], [Section("b")], cancellationToken: Cancel);

        Assert.Equal((EnrollmentOutcome.Refused, RefusalCodes.SectionFull), (swapped.Outcome, Assert.Single(swapped.Refusals).Code));
        Assert.Equal(before, await campus.Store.ReadLastPositionAsync(Cancel));
    }

    [Fact]
    public async Task A_swap_serves_who_waited_for_the_seat()
    {
        var campus = await NewAsync();
        await campus.EnrollAsync("s1", "a");
        await campus.EnrollAsync("s2", "a");
        var swapped = await campus.Service.SwapAsync([IdOf("s1", "a")], [Section("b")], cancellationToken: Cancel);
        Assert.Equal([IdOf("s2", "a")], swapped.Promoted.Select(view => view.Id));
    }

    [Fact]
    public async Task Commands_that_make_no_sense_name_the_field()
    {
        var campus = await NewAsync();
        await AssertInvalidAsync("section_ids", campus.EnrollAsync("s1"));
        await AssertInvalidAsync("section_ids", campus.EnrollAsync("s1", "a", "a"));
        await AssertInvalidAsync("student_id", campus.Service.EnrollAsync(default, [Section("a")], cancellationToken: Cancel));
        await AssertInvalidAsync("drop_enrollment_ids", campus.Service.SwapAsync([], [Section("a")], cancellationToken: Cancel));
        await AssertInvalidAsync("drop_enrollment_ids", campus.Service.SwapAsync([IdOf("s1", "a")], [Section("a")], cancellationToken: Cancel));
        await AssertInvalidAsync("drop_enrollment_ids", campus.Service.SwapAsync([IdOf("s1", "a"), IdOf("s2", "b")], [Section("c")], cancellationToken: Cancel));
        await AssertInvalidAsync("drop_enrollment_ids", campus.Service.DropAsync(default, cancellationToken: Cancel));
    }

    private static async Task AssertInvalidAsync(string field, Task<EnrollmentResult> command)
    {
        var result = await command;
        Assert.Equal((EnrollmentOutcome.Invalid, field), (result.Outcome, Assert.Single(result.Refusals).Field));
    }
}
