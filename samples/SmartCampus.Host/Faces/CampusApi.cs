namespace SmartCampus.Host.Faces;

/// <summary>Every route of the host.</summary>
internal static class CampusApi
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var v1 = app.MapGroup("/api/v1");
        v1.MapCourses();
        v1.MapSections();
        v1.MapStudents();
        v1.MapEnrollments();
        v1.MapRooms();
        v1.MapTimetables();
        v1.MapImports();
        v1.MapEvents();
    }
}
