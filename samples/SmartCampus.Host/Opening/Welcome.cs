using SmartCampus.Host.Settings;

namespace SmartCampus.Host.Opening;

/// <summary>What a newcomer sees first.</summary>
internal static class Welcome
{
    public static string Text(Uri address, CampusSettings settings)
    {
        var root = address.GetLeftPart(UriPartial.Authority);
        var place = settings.Store == StoreKind.Sqlite ? settings.Data : "memory, until this process ends";
        var page = $"""
            SmartCampus is up at {root}
              documentation  {root}/docs
              data           {place}

            """;
        return settings.Demo ? page + Demo(root) : page;
    }

    private static string Demo(string root) => $$"""

        Try:
          curl '{{root}}/api/v1/sections?term=Fall%202024'
          curl -i -X POST {{root}}/api/v1/enrollments -H 'Content-Type: application/json' -d '{"student_id":"student-123","section_id":"section-456"}'
          curl '{{root}}/api/v1/students/student-123/enrollments?term=Fall%202024'

        """;
}
