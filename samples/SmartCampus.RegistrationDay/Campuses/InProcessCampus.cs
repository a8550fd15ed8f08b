using SmartCampus.Enrollments;
using SmartCampus.Events;
using SmartCampus.Locking;
using SmartCampus.RegistrationDay.Data;
using SmartCampus.RegistrationDay.Itc;
using SmartCampus.Scheduling;

namespace SmartCampus.RegistrationDay.Campuses;

/// <summary>The packages in this process, over a store.</summary>
public sealed class InProcessCampus : ICampus
{
    private readonly CampusStore _store;
    private readonly EnrollmentService _enrollment;
    private readonly SchedulerService _scheduler;
    private readonly EnrollmentQueries _queries;
    private readonly SchedulerFollower _follower;

    private InProcessCampus(CampusStore store, string place)
    {
        _store = store;
        var repository = new AggregateRepository(_store.Events);
        _enrollment = new EnrollmentService(repository, new EnrollmentOptions { CreditLimit = null }, locks: _store.Locks);
        _scheduler = new SchedulerService(repository, _store.Locks, checkpoints: _store.Checkpoints);
        _queries = new EnrollmentQueries(_store.Events);
        _follower = new SchedulerFollower(_store, _scheduler);
        Description = $"in process, {place}";
    }

    /// <summary>Opens a campus, a new one when there is none.</summary>
    /// <param name="data">Where it is kept; the caller disposes it.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <exception cref="EventStoreException">Something else is there, or it cannot be opened.</exception>
    public static async Task<InProcessCampus> OpenAsync(CampusData data, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new InProcessCampus(await data.OpenAsync(cancellationToken), data.Description);
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public ILockManager? Locks => _store.Locks;

    /// <inheritdoc/>
    public async Task ImportAsync(CampusPlan plan, IReadOnlyList<RoomBooking> bookings, IProgress<double> progress, CancellationToken cancellationToken)
    {
        // What is refused is refused before anything is written.
        Check(await _enrollment.ValidateImportAsync(plan.Definition, cancellationToken));
        Check(await _scheduler.ImportAsync(plan.Rooms, bookings, cancellationToken: cancellationToken));
        progress.Report(0.5);
        Check(await _enrollment.ImportAsync(plan.Definition, cancellationToken: cancellationToken));
        progress.Report(1);
    }

    /// <inheritdoc/>
    public async Task<Attempt> EnrollAsync(StudentId student, IReadOnlyList<SectionId> sections, bool mayWait, ConcurrencyMode mode, CancellationToken cancellationToken)
    {
        try
        {
            var result = await _enrollment.EnrollAsync(student, sections, mayWait ? WhenFull.Wait : WhenFull.Refuse, new CommandOptions { Mode = mode }, cancellationToken);
            return result.Outcome switch
            {
                EnrollmentOutcome.Done => new Attempt(AttemptStatus.Enrolled, []),
                EnrollmentOutcome.Waitlisted => new Attempt(AttemptStatus.Waitlisted, result.Refusals),
                EnrollmentOutcome.Refused => Attempt.Refused(result.Refusals),
                EnrollmentOutcome.VersionConflict or EnrollmentOutcome.RetriesExhausted => new Attempt(AttemptStatus.Overtaken, []),
                EnrollmentOutcome.LockTimeout => new Attempt(AttemptStatus.LockTimeout, []),
                var other => throw new RegistrationDayException($"Student {student} could not ask for sections {string.Join(", ", sections)}: {other}, {result.Refusals[0].Message}"),
            };
        }
        catch (FencedException)
        {
            return new Attempt(AttemptStatus.Overtaken, []); // The lock was lost to somebody who has written since.
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HeldSection>> GetHeldAsync(StudentId student, TermId term, CancellationToken cancellationToken)
    {
        var view = await _enrollment.GetEnrollmentsAsync(student, term, cancellationToken);
        return
        [
            .. view.Enrollments.Where(e => e.Status is EnrollmentStatus.Enrolled or EnrollmentStatus.Waitlisted)
                .Select(e => new HeldSection(ItcAllocation.ToClassId(e.Section), e.Status == EnrollmentStatus.Waitlisted)),
        ];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SectionSeats>> GetSectionsAsync(TermId term, CancellationToken cancellationToken)
    {
        var sections = new List<SectionSeats>();
        PageRequest? page = new() { Size = PageRequest.MaxSize };
        while (page is not null)
        {
            var (found, _) = await _queries.ListSectionsAsync(term, page: page, cancellationToken: cancellationToken);
            sections.AddRange(found.Items.Select(s => new SectionSeats(s.Id, s.Capacity, s.SeatsLeft, s.Waiting)));
            page = found.NextAfter is { } next ? page with { After = next } : null;
        }
        return sections;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TimetableEntry>> GetTimetableAsync(StudentId student, TermId term, CancellationToken cancellationToken) =>
        (await _scheduler.GetStudentTimetableAsync(student, term, cancellationToken)).Value.Entries;

    /// <inheritdoc/>
    public async Task<SchedulerProgress> GetSchedulerProgressAsync(CancellationToken cancellationToken)
    {
        var answer = await _scheduler.GetRoomsAsync(cancellationToken);
        return new SchedulerProgress(answer.Followed!.Value.Value, answer.Lag!.Value);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<EventEnvelope> ReadEventsAsync(CancellationToken cancellationToken) =>
        _store.Events.ReadAllAsync(new AllReadOptions { MaxCount = PageSize.Max }, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _follower.DisposeAsync();
        await _store.DisposeAsync();
    }

    private static void Check(ImportResult result)
    {
        if (result.IsSuccess) return;
        var reason = result.Refusals[0].Message.TrimEnd('.');
        throw new RegistrationDayException($"The campus refused the import: {reason}. It seems to hold another university: give it other data.");
    }
}
