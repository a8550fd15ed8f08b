using SmartCampus.Events;
using SmartCampus.Locking;

namespace SmartCampus.Enrollments;

/// <summary>Courses, sections, students and enrollments: every command and every rule of the domain.</summary>
/// <remarks>
/// <code>
/// var store = new InMemoryEventStore(new EventSerializer(new EventTypes().AddEnrollmentEvents()));
/// var service = new EnrollmentService(new AggregateRepository(store));
/// var result = await service.EnrollAsync(new StudentId("student-123"), [new SectionId("section-456")]);
/// </code>
/// <list type="number">
/// <item>What a command changes is one append: an enrollment with the section, the student's term and the enrollment; several sections
/// all or none. The streams that it writes must not have moved since they were read; else the command is decided anew.</item>
/// <item>So these hold under any interleaving: capacity and waitlist order (guarded by the section's stream), duplicates, clashes and
/// credits (the student's term), prerequisites (the student's stream, written by every grade and by every seat that needs one), grades
/// (the enrollment). A registration window, and a hold, bind the commands that start after they were acknowledged.</item>
/// <item>A waitlist entry is a whole request. It waits in all of its sections and takes no seat until all of them have one and every
/// policy holds. Seats that become free go, in order, to the first entries for which that is so; the others keep their places.</item>
/// <item>Promotions follow the drop in an append of their own. Nobody overtakes: whoever asks for a free seat of a section with a
/// waitlist first promotes the entries that fit by then. So a promotion that was cut off by the end of a process is made up by the
/// next enrollment, drop or <see cref="PromoteAsync"/> there. An entry that does not fit at that moment may be overtaken.</item>
/// </list>
/// Errors of the store, such as <see cref="EventStoreUnavailableException"/> and <see cref="FencedException"/>, are thrown. Safe for use by
/// several threads and several processes over one store.
/// </remarks>
public sealed partial class EnrollmentService
{
    private readonly AggregateRepository _repository;
    private readonly EnrollmentOptions _options;
    private readonly TimeProvider _time;
    private readonly EnrollmentMetrics _metrics;
    private readonly Backoff _backoff;
    private readonly ILockManager? _locks;

    /// <summary>Makes a service over a store.</summary>
    /// <param name="repository">Loads and saves; its serializer must know <see cref="EnrollmentEvents.AddEnrollmentEvents"/>.</param>
    /// <param name="options">Rules and patience; the defaults when null.</param>
    /// <param name="time">Says what time it is for registration windows, and times the waits between retries; the system's by default.</param>
    /// <param name="random">Spreads retries; <see cref="Random.Shared"/> by default.</param>
    /// <param name="metrics">Counts; metrics of its own by default.</param>
    /// <param name="locks">
    /// Locks for pessimistic commands and for grades, whose tokens must rise as long as the store lasts; without it no command locks.
    /// </param>
    /// <exception cref="ArgumentException">An option is out of its range, or the mode needs locks and there are none.</exception>
    public EnrollmentService(
        AggregateRepository repository, EnrollmentOptions? options = null, TimeProvider? time = null, Random? random = null, EnrollmentMetrics? metrics = null,
        ILockManager? locks = null)
    {
        ArgumentNullException.ThrowIfNull(repository);
        _repository = repository;
        _options = options ?? new EnrollmentOptions();
        if (_options.FindError() is { } error) throw new ArgumentException(error, nameof(options));
        if (_options.Mode == ConcurrencyMode.Pessimistic && locks is null) throw new ArgumentException(NoLocks, nameof(options));
        _locks = locks;
        _time = time ?? TimeProvider.System;
        _metrics = metrics ?? new EnrollmentMetrics();
        _backoff = new Backoff(_options, _time, random ?? Random.Shared);
    }

    private bool IsPassing(Grade grade) => !_options.FailingGrades.Contains(grade);
}
