using SmartCampus.Host.Settings;

namespace SmartCampus.Host.Opening;

/// <summary>What a newcomer sees first.</summary>
internal static class Welcome
{
    public static string Text(IReadOnlyList<Uri> addresses, CampusSettings settings)
    {
        var root = addresses[0].GetLeftPart(UriPartial.Authority);
        var services = string.Concat(settings.Doors.Zip(addresses).Skip(1).Select(pair => $"  {pair.First.Name,-17} {pair.Second.GetLeftPart(UriPartial.Authority)}\n"));
        var page = $"""
            {Subject(settings.Role)} is up at {root}
              documentation     {root}/docs
              data              {settings.Place}
            {services}
            """;
        return settings.Demo ? page + Demo(root) : page;
    }

    private static string Subject(HostRole role) => role == HostRole.Scheduler ? "The scheduler of SmartCampus" : "SmartCampus";

    private static string Demo(string root) => $$"""

        Try:
          curl '{{root}}/api/v1/sections?term=Fall%202024'
          curl -i -X POST {{root}}/api/v1/enrollments -H 'Content-Type: application/json' -d '{"student_id":"student-123","section_id":"section-456"}'
          curl '{{root}}/api/v1/students/student-123/enrollments?term=Fall%202024'

        """;
}
