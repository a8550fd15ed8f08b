using SmartCampus.Enrollments;
using SmartCampus.Events;
using SmartCampus.Locking;
using SmartCampus.Scheduling;

namespace SmartCampus.RegistrationDay.Campuses;

/// <summary>A campus to register at: packages in this process, or a host behind HTTP. Safe for use by several threads.</summary>
public interface ICampus : IAsyncDisposable
{
    /// <summary>Where the campus is, for people.</summary>
    string Description { get; }

    /// <summary>The locks of the campus; null when they cannot be looked at from here.</summary>
    ILockManager? Locks { get; }

    /// <summary>Brings in a university; what is there already, just the same, stays.</summary>
    /// <param name="plan">The university.</param>
    /// <param name="bookings">Those of its bookings that are to be made: a section that has moved since shall not be moved back.</param>
    /// <param name="progress">Told the share that is done, from 0 to 1.</param>
    /// <param name="cancellationToken">Cancels the import.</param>
    /// <exception cref="RegistrationDayException">The campus holds something else under the same names.</exception>
    Task ImportAsync(CampusPlan plan, IReadOnlyList<RoomBooking> bookings, IProgress<double> progress, CancellationToken cancellationToken);

    /// <summary>Enrolls a student in sections, all or none.</summary>
    /// <param name="student">The student.</param>
    /// <param name="sections">The sections.</param>
    /// <param name="mayWait">Whether the request goes to the waitlist when only seats are lacking.</param>
    /// <param name="mode">What to do about others who are faster.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    Task<Attempt> EnrollAsync(StudentId student, IReadOnlyList<SectionId> sections, bool mayWait, ConcurrencyMode mode, CancellationToken cancellationToken);

    /// <summary>What a student has seats in or waits for.</summary>
    Task<IReadOnlyList<HeldSection>> GetHeldAsync(StudentId student, TermId term, CancellationToken cancellationToken);

    /// <summary>All sections of a term, from the campus's read model.</summary>
    Task<IReadOnlyList<SectionSeats>> GetSectionsAsync(TermId term, CancellationToken cancellationToken);

    /// <summary>A student's timetable, from the scheduler.</summary>
    Task<IReadOnlyList<TimetableEntry>> GetTimetableAsync(StudentId student, TermId term, CancellationToken cancellationToken);

    /// <summary>How far the scheduler has come.</summary>
    Task<SchedulerProgress> GetSchedulerProgressAsync(CancellationToken cancellationToken);

    /// <summary>Everything in the store, from position 0.</summary>
    IAsyncEnumerable<EventEnvelope> ReadEventsAsync(CancellationToken cancellationToken);
}
