using SmartCampus.Host.Doors;

namespace SmartCampus.Host.Faces;

/// <summary>Every route of the host.</summary>
internal static class CampusApi
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var v1 = app.MapGroup("/api/v1");
        var academic = v1.MapService(CampusService.Academic);
        academic.MapCourses();
        academic.MapSections();
        academic.MapStudents();
        academic.MapEnrollments();
        academic.MapImports();
        academic.MapEvents();
        var scheduler = v1.MapService(CampusService.Scheduler);
        scheduler.MapRooms();
        scheduler.MapTimetables();
        scheduler.MapConflicts();
    }
}
