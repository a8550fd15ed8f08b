using SmartCampus.Enrollments;
using SmartCampus.Events;
using SmartCampus.Locking;
using Xunit;
using static SmartCampus.Enrollment.Tests.Service.Campus;

namespace SmartCampus.Enrollment.Tests.Service;

/// <summary>Three ways to meet others at the same section: decide anew, lock, or be told.</summary>
public sealed class ModeTests
{
    private readonly InProcessLockManager _locks = new();

    [Fact]
    public async Task A_pessimistic_command_hands_the_tokens_of_its_sections_to_the_store()
    {
        var campus = await NewAsync();
        AppendRequest? sent = null;
        var watched = new FaultyStore(campus.Store, (store, request) =>
        {
            sent = request;
            return store.AppendAsync(request, Cancel);
        });

        var result = await Service(campus, watched).EnrollAsync(Student("s1"), [Section("b"), Section("a")], options: Pessimistic, cancellationToken: Cancel);

        Assert.True(result.IsSuccess);
        var fenced = sent!.Streams.Where(stream => stream.FencingToken is not null).Select(stream => stream.Stream.Value);
        Assert.Equal(["section:a", "section:b"], fenced.Order(StringComparer.Ordinal));
        Assert.Empty(await _locks.InspectAsync(cancellationToken: Cancel));
    }

    [Fact]
    public async Task A_pessimistic_command_that_does_not_get_its_lock_is_told_and_writes_nothing()
    {
        var campus = await NewAsync();
        await using var other = await _locks.AcquireAsync("section:a", "dean", cancellationToken: Cancel);
        var service = Service(campus, options: new EnrollmentOptions { Locks = new LockOptions { WaitTimeout = TimeSpan.Zero } });

        var result = await service.EnrollAsync(Student("s1"), [Section("a")], options: Pessimistic, cancellationToken: Cancel);

        var refusal = Assert.Single(result.Refusals);
        Assert.Equal((EnrollmentOutcome.LockTimeout, RefusalCodes.LockTimeout), (result.Outcome, refusal.Code));
        Assert.Contains("dean", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await campus.Service.GetHistoryAsync(IdOf("s1", "a"), Cancel));
    }

    /// <summary>LM3 and ES12 together: whoever held the lock too long writes nothing.</summary>
    [Fact]
    public async Task A_command_whose_lock_was_broken_is_fenced_once_another_has_written()
    {
        var campus = await NewAsync();
        var isFirst = true;
        var late = new FaultyStore(campus.Store, async (store, request) =>
        {
            if (isFirst)
            {
                isFirst = false;
                await _locks.BreakAsync("section:a", Cancel);
                await Service(campus).EnrollAsync(Student("s2"), [Section("a")], options: Pessimistic, cancellationToken: Cancel);
            }

            return await store.AppendAsync(request, Cancel);
        });

        await Assert.ThrowsAsync<FencedException>(() => Service(campus, late).EnrollAsync(Student("s1"), [Section("a")], options: Pessimistic, cancellationToken: Cancel));

        Assert.Empty(await campus.Service.GetHistoryAsync(IdOf("s1", "a"), Cancel));
        Assert.Single(await campus.Service.GetHistoryAsync(IdOf("s2", "a"), Cancel));
    }

    [Fact]
    public async Task A_command_that_only_detects_is_told_that_somebody_was_faster_and_writes_nothing()
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

        var result = await Service(campus, racing).EnrollAsync(
            Student("s1"), [Section("a")], options: new CommandOptions { Mode = ConcurrencyMode.DetectOnly }, cancellationToken: Cancel);

        Assert.Equal((EnrollmentOutcome.VersionConflict, 0), (result.Outcome, result.ConflictsRetried));
        Assert.Equal(RefusalCodes.VersionConflict, Assert.Single(result.Refusals).Code);
        Assert.Empty(await campus.Service.GetHistoryAsync(IdOf("s1", "a"), Cancel));
    }

    [Fact]
    public async Task A_drop_that_only_detects_still_promotes_against_racers()
    {
        var campus = await NewAsync();
        await campus.EnrollAsync("s1", "a");
        await campus.EnrollAsync("s2", "a");
        var appends = 0;
        // The second append is the promotion.
        var racing = new FaultyStore(campus.Store, (store, request) => ++appends == 2
            ? throw new ConcurrencyException(request.Streams[0].Stream, request.Streams[0].Expected, 99)
            : store.AppendAsync(request, Cancel));

        var result = await Service(campus, racing).DropAsync(IdOf("s1", "a"), new CommandOptions { Mode = ConcurrencyMode.DetectOnly }, Cancel);

        Assert.Equal("s2:a", Assert.Single(result.Promoted).Id.ToString());
    }

    [Theory]
    [InlineData(ConcurrencyMode.Optimistic)]
    [InlineData(ConcurrencyMode.Pessimistic)]
    [InlineData(ConcurrencyMode.DetectOnly)]
    public async Task A_grade_is_given_under_the_lock_of_the_enrollment_in_every_mode(ConcurrencyMode mode)
    {
        var campus = await NewAsync();
        await campus.EnrollAsync("s1", "a");
        var service = Service(campus, options: new EnrollmentOptions { Locks = new LockOptions { WaitTimeout = TimeSpan.Zero } });
        var options = new CommandOptions { Mode = mode };

        await using (await _locks.AcquireAsync("enrollment:s1:a", "another grader", cancellationToken: Cancel))
            Assert.Equal(EnrollmentOutcome.LockTimeout, (await service.AssignGradeAsync(IdOf("s1", "a"), new Grade("A"), options, Cancel)).Outcome);

        Assert.True((await service.AssignGradeAsync(IdOf("s1", "a"), new Grade("A"), options, Cancel)).IsSuccess);
    }

    [Fact]
    public async Task A_bad_command_waits_for_no_lock()
    {
        var campus = await NewAsync();
        await using var other = await _locks.AcquireAsync("section:a", "dean", cancellationToken: Cancel);

        var result = await Service(campus).EnrollAsync(default, [Section("a")], options: Pessimistic, cancellationToken: Cancel);

        Assert.Equal(EnrollmentOutcome.Invalid, result.Outcome);
    }

    [Fact]
    public async Task Without_a_lock_manager_a_pessimistic_command_is_a_mistake_that_says_what_to_do()
    {
        var campus = await NewAsync();

        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(
            () => campus.Service.EnrollAsync(Student("s1"), [Section("a")], options: Pessimistic, cancellationToken: Cancel));
        Assert.Contains("AddLockManager", mistake.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => campus.NewService(new EnrollmentOptions { Mode = ConcurrencyMode.Pessimistic }));
    }

    private static CommandOptions Pessimistic { get; } = new() { Mode = ConcurrencyMode.Pessimistic };

    private static Task<Campus> NewAsync() => new Campus().WithAsync(new CampusDefinition
    {
        Courses = [Course("C1"), Course("C2")],
        Sections = [Open("a", "C1", 1), Open("b", "C2", 1)],
        Students = Students("s1", "s2"),
    });

    private EnrollmentService Service(Campus campus, IEventStore? store = null, EnrollmentOptions? options = null) =>
        campus.NewService(options, time: null, store, _locks);
}
