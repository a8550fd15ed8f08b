using SmartCampus.Enrollments;
using SmartCampus.Scheduling;

namespace SmartCampus.Host.Opening;

/// <summary>All read models of both services.</summary>
internal sealed class ReadModels(EnrollmentQueries queries, SchedulerService scheduler)
{
    private const string Nothing = "none";

    /// <summary>Asks each model a question, which it answers when it knows every event so far.</summary>
    /// <exception cref="InvalidOperationException">A model could not apply an event.</exception>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await queries.FindCourseAsync(new CourseId(Nothing), cancellationToken);
        await queries.FindSectionAsync(new SectionId(Nothing), cancellationToken);
        await queries.FindStudentAsync(new StudentId(Nothing), cancellationToken);
        await scheduler.GetRoomAsync(new RoomId(Nothing), cancellationToken);
    }
}
