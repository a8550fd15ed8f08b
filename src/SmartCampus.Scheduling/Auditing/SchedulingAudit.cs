using System.Collections.Frozen;
using SmartCampus.Enrollments;
using SmartCampus.Events;

namespace SmartCampus.Scheduling;

/// <summary>Reads a store from its first event and checks timetables and rooms against the enrollments.</summary>
/// <remarks>
/// It shares no decision with <see cref="SchedulerService"/> and <see cref="EnrollmentEventSubscriber"/>: it folds the events by itself, so
/// that an error there is found here. Checked of every event are:
/// <list type="number">
/// <item>a room never holds two meetings at once, nor one while it is unavailable (<c>room</c>);</item>
/// <item>nothing has effect twice: no booking, release, timetable entry or conflict says what was so already (<c>double</c>);</item>
/// <item>an entry of a timetable follows from the enrollment's event that it names (<c>source</c>).</item>
/// </list>
/// Checked of the end, when the subscriber has handled everything, are:
/// <list type="number">
/// <item>a student's timetable has the sections in which the student has a seat, and no others (<c>timetable</c>);</item>
/// <item>a section fits the rooms that it has booked, or an open conflict says how many seats it needs (<c>fit</c>);</item>
/// <item>no conflict is open over a booking that is gone, a section that fits, or while a larger room is free (<c>conflict</c>).</item>
/// </list>
/// </remarks>
public static class SchedulingAudit
{
    /// <summary>Audits a store as it is now.</summary>
    /// <param name="store">The store.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static Task<SchedulingAuditReport> RunAsync(IEventStore store, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        var options = new AllReadOptions { Filter = FilterOf(store.Serializer), MaxCount = PageSize.Max };
        return RunOverAsync(store.ReadAllAsync(options, cancellationToken), cancellationToken);
    }

    /// <summary>Audits events that come from elsewhere, such as a host's list of events.</summary>
    /// <param name="events">All events of a store, in its order; those of other domains are passed over, but their types must be known.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static async Task<SchedulingAuditReport> RunOverAsync(IAsyncEnumerable<EventEnvelope> events, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        var violations = new List<AuditViolation>();
        var timetables = new TimetableLedger();
        var rooms = new AllocationLedger();
        var position = GlobalPosition.Start;
        long count = 0;
        await foreach (var envelope in events.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            position = envelope.Position;
            count++;
            timetables.Apply(envelope, Report);
            rooms.Apply(envelope, Report);
        }

        timetables.CheckEnd(Report);
        rooms.CheckEnd(timetables.CountSeats(), Report);
        return new SchedulingAuditReport(position, count, timetables.Entries, rooms.Bookings, rooms.OpenConflicts, violations);

        void Report(string rule, string message) => violations.Add(new AuditViolation(rule, message, position));
    }

    private static EventFilter FilterOf(IEventSerializer serializer) => new()
    {
        EventTypes = ((Type[])
        [
            typeof(IEnrollmentEvent), typeof(TimetableSectionAddedEvent), typeof(TimetableSectionRemovedEvent),
            typeof(RoomAddedEvent), typeof(RoomBookedEvent), typeof(RoomReleasedEvent), typeof(RoomConflictRaisedEvent), typeof(RoomConflictResolvedEvent),
        ]).SelectMany(serializer.GetTypeNames).ToFrozenSet(StringComparer.Ordinal),
    };
}
