using System.Globalization;
using System.Text;

namespace SmartCampus.RegistrationDay.Tests.EndToEnd;

/// <summary>An instance with more requests than seats, made by numbers alone: the same arguments give the same file.</summary>
internal static class GeneratedInstance
{
    private const int Seed = 1_867;

    public static string Xml(int students, int courses, int limit, string name = "generated")
    {
        var random = new Random(Seed);
        var xml = new StringBuilder();
        xml.Append(CultureInfo.InvariantCulture, $"<problem name=\"{name}\" nrDays=\"7\" slotsPerDay=\"288\" nrWeeks=\"14\"><rooms>");
        for (var room = 1; room <= courses; room++) xml.Append(CultureInfo.InvariantCulture, $"<room id=\"{room}\" capacity=\"{limit}\"/>");
        // For whoever wants rooms to be outgrown: no class asks for these.
        for (var room = courses + 1; room <= courses + courses / 4; room++) xml.Append(CultureInfo.InvariantCulture, $"<room id=\"{room}\" capacity=\"{limit / 2}\"/>");
        xml.Append("</rooms><courses>");
        for (var course = 1; course <= courses; course++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<course id=\"{course}\"><config id=\"{course}\">");
            for (var subpart = 0; subpart < 2; subpart++)
            {
                xml.Append(CultureInfo.InvariantCulture, $"<subpart id=\"{course * 2 + subpart}\">");
                for (var section = 0; section < 2; section++) AppendClass(xml, random, course * 4 + subpart * 2 + section, course, limit);
                xml.Append("</subpart>");
            }
            xml.Append("</config></course>");
        }
        xml.Append("</courses><students>");
        for (var student = 1; student <= students; student++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<student id=\"{student}\">");
            foreach (var course in Enumerable.Range(1, courses).OrderBy(_ => random.Next()).Take(4).Order())
                xml.Append(CultureInfo.InvariantCulture, $"<course id=\"{course}\"/>");
            xml.Append("</student>");
        }
        return xml.Append("</students></problem>").ToString();
    }

    private static void AppendClass(StringBuilder xml, Random random, int id, int room, int limit)
    {
        xml.Append(CultureInfo.InvariantCulture, $"<class id=\"{id}\" limit=\"{limit}\"><room id=\"{room}\" penalty=\"0\"/>");
        for (var option = 0; option < 4; option++)
        {
            var (day, start) = (random.Next(5), 96 + 12 * random.Next(10));
            var days = string.Concat(Enumerable.Range(0, 7).Select(d => d == day ? '1' : '0'));
            xml.Append(CultureInfo.InvariantCulture, $"<time days=\"{days}\" start=\"{start}\" length=\"10\" weeks=\"11111111111111\" penalty=\"{option}\"/>");
        }
        xml.Append("</class>");
    }
}
