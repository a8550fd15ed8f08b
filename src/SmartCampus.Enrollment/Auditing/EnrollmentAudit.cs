using System.Collections.Frozen;
using SmartCampus.Events;

namespace SmartCampus.Enrollments;

/// <summary>Reads a store from its first event and checks every rule of the domain after every append.</summary>
/// <remarks>
/// It shares no decision with <see cref="EnrollmentService"/>: it folds the events by itself, so that an error there is found here. Checked
/// are:
/// <list type="number">
/// <item>a section is never over capacity (<c>capacity</c>);</item>
/// <item>no student is in two sections that meet at once (<c>clash</c>), nor above the credit limit (<c>credits</c>);</item>
/// <item>who takes a seat has passed the prerequisites by then (<c>prerequisite</c>);</item>
/// <item>a waiting request waits, is promoted and is withdrawn as a whole (<c>request</c>);</item>
/// <item>an enrollment goes only where it can from where it stands, so a student is in a section at most once, and a grade is assigned
/// once (<c>transition</c>);</item>
/// <item>the section, the student's term and the enrollment say the same (<c>agreement</c>).</item>
/// </list>
/// </remarks>
public static class EnrollmentAudit
{
    /// <summary>Audits a store as it is now.</summary>
    /// <param name="store">The store.</param>
    /// <param name="creditLimit">The greatest number of credits of a student in a term; null when there is none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static Task<AuditReport> RunAsync(IEventStore store, int? creditLimit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        var options = new AllReadOptions { Filter = FilterOf(store.Serializer), MaxCount = PageSize.Max };
        return RunOverAsync(store.ReadAllAsync(options, cancellationToken), creditLimit, cancellationToken);
    }

    /// <summary>Audits events that come from elsewhere, such as a host's list of events.</summary>
    /// <param name="events">All events of a store, in its order; those of other domains are passed over, but their types must be known.</param>
    /// <param name="creditLimit">The greatest number of credits of a student in a term; null when there is none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static async Task<AuditReport> RunOverAsync(IAsyncEnumerable<EventEnvelope> events, int? creditLimit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        var ledger = new AuditLedger();
        var rules = new AuditRules(ledger, creditLimit);
        var position = GlobalPosition.Start;
        long count = 0;
        await foreach (var envelope in events.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            rules.Apply(envelope);
            position = envelope.Position;
            count++;
        }

        rules.EndCommit();
        return new AuditReport(
            position, count, ledger.Sections.Count, ledger.Students.Count,
            ledger.CountOf(AuditStanding.Enrolled) + ledger.CountOf(AuditStanding.Completed), ledger.CountOf(AuditStanding.Waitlisted), ledger.CountOf(AuditStanding.Dropped),
            rules.Violations);
    }

    private static EventFilter FilterOf(IEventSerializer serializer) => new()
    {
        EventTypes = ((Type[])
        [
            typeof(SectionOpenedEvent), typeof(StudentRegisteredEvent), typeof(CourseGradedEvent), typeof(IEnrollmentEvent), typeof(SeatTakenEvent), typeof(SeatReleasedEvent),
            typeof(TermSectionAddedEvent), typeof(TermSectionAwaitedEvent), typeof(TermSectionRemovedEvent), typeof(WaitlistJoinedEvent), typeof(WaitlistLeftEvent),
        ]).SelectMany(serializer.GetTypeNames).ToFrozenSet(StringComparer.Ordinal),
    };
}
