using System.Collections.Immutable;
using SmartCampus.Enrollments;
using SmartCampus.Events;

namespace SmartCampus.Scheduling;

public sealed partial class SchedulerService
{
    /// <summary>Lists the rooms, by id.</summary>
    public ValueTask<SchedulerAnswer<ImmutableArray<RoomInfo>>> GetRoomsAsync(CancellationToken cancellationToken = default) =>
        AskAsync(view => view.Rooms, cancellationToken);

    /// <summary>Lists a part of the rooms, by id.</summary>
    /// <param name="page">Which part; the first by default. The key is the room id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public ValueTask<SchedulerAnswer<ListPage<RoomInfo>>> ListRoomsAsync(PageRequest? page = null, CancellationToken cancellationToken = default) =>
        AskAsync(view => view.List(page ?? PageRequest.First), cancellationToken);

    /// <summary>Finds a room; null when there is none.</summary>
    public ValueTask<SchedulerAnswer<RoomInfo?>> GetRoomAsync(RoomId room, CancellationToken cancellationToken = default) =>
        AskAsync(view => view.FindRoom(room), cancellationToken);

    /// <summary>Lists the bookings of a room in a term, by section; null when there is no such room.</summary>
    public ValueTask<SchedulerAnswer<ImmutableArray<RoomBooking>?>> GetBookingsAsync(RoomId room, TermId term, CancellationToken cancellationToken = default) =>
        AskAsync<ImmutableArray<RoomBooking>?>(
            view => view.FindRoom(room) is null
                ? null
                : [.. view.BookingsOf(room, term).OrderBy(booking => booking.Section.Value, StringComparer.Ordinal)],
            cancellationToken);

    /// <summary>The timetable of a room in a term; null when there is no such room.</summary>
    public ValueTask<SchedulerAnswer<Timetable?>> GetRoomTimetableAsync(RoomId room, TermId term, CancellationToken cancellationToken = default) =>
        AskAsync(view => view.FindRoom(room) is null ? null : Timetable.Of(view.BookingsOf(room, term).SelectMany(TimetableEntry.Of)), cancellationToken);

    /// <summary>
    /// The timetable of a section in a term: its meetings in the rooms that it has booked, and without a room at the times of its
    /// pattern for which it has booked none; empty when nothing is known of it.
    /// </summary>
    public ValueTask<SchedulerAnswer<Timetable>> GetSectionTimetableAsync(SectionId section, TermId term, CancellationToken cancellationToken = default) =>
        AskAsync(view => Timetable.Of(view.EntriesOf(section, term)), cancellationToken);

    /// <summary>The timetable of a student in a term: that of the sections in which the student has a seat; empty when there is none.</summary>
    public ValueTask<SchedulerAnswer<Timetable>> GetStudentTimetableAsync(StudentId student, TermId term, CancellationToken cancellationToken = default) =>
        AskAsync(view => Timetable.Of(view.SectionsOf(student, term).SelectMany(section => view.EntriesOf(section, term))), cancellationToken);

    /// <summary>Lists a part of the open conflicts: sections that have outgrown a room while no larger one is free.</summary>
    /// <param name="term">Only those of a term; of every term when null.</param>
    /// <param name="page">Which part; the first by default. The key is section, term and room.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public ValueTask<SchedulerAnswer<ListPage<RoomConflict>>> GetConflictsAsync(
        TermId? term = null, PageRequest? page = null, CancellationToken cancellationToken = default) =>
        AskAsync(view => view.ListConflicts(term, page ?? PageRequest.First), cancellationToken);

    /// <summary>Asks the model when it knows everything that was acknowledged before.</summary>
    internal async ValueTask<Answer<T>> LookAsync<T>(Func<SchedulingView, T> query, CancellationToken cancellationToken)
    {
        await _view.CatchUpAsync(cancellationToken).ConfigureAwait(false);
        return _view.Query(query);
    }

    private async ValueTask<SchedulerAnswer<T>> AskAsync<T>(Func<SchedulingView, T> query, CancellationToken cancellationToken)
    {
        // Asked for first, so that the model contains the effect of everything up to there.
        GlobalPosition? followed = _checkpoints is null ? null : await _checkpoints.ReadAsync(EnrollmentEventSubscriber.Group, cancellationToken).ConfigureAwait(false);
        var (value, position) = await LookAsync(query, cancellationToken).ConfigureAwait(false);
        return new SchedulerAnswer<T>(value, position) { Followed = followed };
    }
}
