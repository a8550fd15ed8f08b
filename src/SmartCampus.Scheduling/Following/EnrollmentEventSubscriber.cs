using SmartCampus.Enrollments;
using SmartCampus.Events;
using SmartCampus.Locking;
using SmartCampus.Streams;

namespace SmartCampus.Scheduling;

/// <summary>Follows enrollments, sections and rooms, and keeps the timetables of students and the rooms of sections.</summary>
/// <remarks>
/// <list type="number">
/// <item>A student's timetable has an event for each section that came in or went out, with the version of the enrollment's stream from
/// which it follows. An event of that version or an earlier one changes nothing more, however often and however late it comes.</item>
/// <item>A section with more taken seats than its room has is moved, in one append, to a room that is free at all of the booking's times: the
/// smallest that has all of the section's seats, so that it moves once; without one, the smallest that has the seats taken now. When there is none, a conflict is raised; it is resolved when the section fits again, moves, or gives its room up.</item>
/// <item>A new room, and one that was given up, is offered to the sections in conflict.</item>
/// <item>Two subscribers at once, a stale one and its successor, change nothing twice: every append carries expected versions.</item>
/// </list>
/// A call that failed may have stored a part of its effect; the next call with the event stores the rest. Safe for use by several threads.
/// </remarks>
public sealed class EnrollmentEventSubscriber : IDurableSubscriber
{
    /// <summary>The name under which the subscription's checkpoint is kept: <c>scheduler</c>.</summary>
    public const string Group = "scheduler";

    // Each event that is followed is an append or two: so many share a commit of the store.
    private const int FollowedAtOnce = 16;

    private readonly AggregateRepository _repository;
    private readonly RoomAllocations _allocations;

    /// <summary>Makes a subscriber.</summary>
    /// <param name="scheduler">Knows and moves the bookings; its store holds the timetables and conflicts too.</param>
    public EnrollmentEventSubscriber(SchedulerService scheduler)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        _repository = scheduler.Repository;
        _allocations = new RoomAllocations(scheduler, _repository);
    }

    /// <summary>
    /// Sets what suits this subscriber: 16 events at the same time, and events that fail because of locks, or of others who were faster, are
    /// tried until they succeed and never put aside.
    /// </summary>
    /// <remarks><code>services.AddDurableSubscription&lt;EnrollmentEventSubscriber&gt;(EnrollmentEventSubscriber.Group, EnrollmentEventSubscriber.Configure);</code></remarks>
    /// <param name="options">The options of its subscription.</param>
    public static void Configure(DurableSubscriptionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Concurrency = FollowedAtOnce;
        var isTransient = options.IsTransient;
        options.IsTransient = error => error is LockException or LockTimeoutException or FencedException or ConcurrencyException || isTransient(error);
    }

    /// <inheritdoc/>
    public static IReadOnlyCollection<Type> EventTypes { get; } =
    [
        typeof(StudentEnrolledEvent), typeof(StudentPromotedEvent), typeof(EnrollmentDroppedEvent), typeof(SectionOpenedEvent),
        typeof(RoomAddedEvent), typeof(RoomBookedEvent), typeof(RoomReleasedEvent), typeof(RoomConflictRaisedEvent), typeof(RoomConflictResolvedEvent),
    ];

    /// <inheritdoc/>
    /// <exception cref="ConcurrencyException">A stream moved in all of 64 attempts.</exception>
    /// <inheritdoc cref="SchedulerService.BookAsync" path="/exception[not(@cref='T:System.ArgumentException') and not(@cref='T:SmartCampus.Events.ConcurrencyException')]"/>
    public async ValueTask HandleAsync(EventEnvelope envelope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        var metadata = new EventMetadata { CausationId = $"{envelope.Stream}@{envelope.Version}", CorrelationId = envelope.Metadata.CorrelationId };
        switch (envelope.Event)
        {
            case StudentEnrolledEvent or StudentPromotedEvent: await FollowAsync(attends: true).ConfigureAwait(false); break;
            case EnrollmentDroppedEvent: await FollowAsync(attends: false).ConfigureAwait(false); break;
            case SectionOpenedEvent e: await ReviewAsync(e.SectionId, e.Term).ConfigureAwait(false); break;
            case RoomBookedEvent e: await ReviewAsync(e.SectionId, e.Term).ConfigureAwait(false); break;
            case RoomConflictRaisedEvent e: await ReviewAsync(e.SectionId, e.Term).ConfigureAwait(false); break;
            case RoomConflictResolvedEvent e: await ReviewAsync(e.SectionId, e.Term).ConfigureAwait(false); break;
            case RoomReleasedEvent e:
                await ReviewAsync(e.SectionId, e.Term).ConfigureAwait(false);
                await _allocations.RetryAsync(e.RoomId, e.Term, metadata, cancellationToken).ConfigureAwait(false);
                break;
            case RoomAddedEvent e: await _allocations.RetryAsync(e.RoomId, term: null, metadata, cancellationToken).ConfigureAwait(false); break;
        }

        async ValueTask FollowAsync(bool attends)
        {
            var enrollment = (IEnrollmentEvent)envelope.Event;
            await KeepTimetableAsync(enrollment, envelope.Version.Value, attends, metadata, cancellationToken).ConfigureAwait(false);
            await ReviewAsync(enrollment.SectionId, enrollment.Term).ConfigureAwait(false);
        }

        ValueTask<bool> ReviewAsync(SectionId section, TermId term) => _allocations.ReviewAsync(section, term, metadata, cancellationToken);
    }

    private ValueTask<AppendResult?> KeepTimetableAsync(
        IEnrollmentEvent enrollment, long version, bool attends, EventMetadata metadata, CancellationToken cancellationToken) =>
        ConflictRetry.RunAsync(async () =>
        {
            var stream = StudentTimetableAggregate.StreamOf(enrollment.StudentId, enrollment.Term);
            var timetable = await _repository.LoadAsync<StudentTimetableAggregate>(stream, cancellationToken: cancellationToken).ConfigureAwait(false);
            timetable.Follow(enrollment, version, attends);
            return await _repository.SaveAsync([timetable], new SaveOptions { Metadata = metadata }, cancellationToken).ConfigureAwait(false);
        });
}
