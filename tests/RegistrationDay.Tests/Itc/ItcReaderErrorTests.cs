using System.Text;
using CsCheck;
using SmartCampus.RegistrationDay.Itc;

namespace SmartCampus.RegistrationDay.Tests.Itc;

public sealed class ItcReaderErrorTests
{
    [Theory]
    [InlineData("<problem ", "<solution ", "the root must be <problem>, not <solution>")]
    [InlineData("nrWeeks=\"4\"", "", "needs the attribute 'nrWeeks'")]
    [InlineData("nrWeeks=\"4\"", "nrWeeks=\"65\"", "from 1 to 64, not '65'")]
    [InlineData("nrWeeks=\"4\"", "nrWeeks=\"0\"", "from 1 to 64, not '0'")]
    [InlineData("nrDays=\"7\"", "nrDays=\"8\"", "from 1 to 7, not '8'")]
    [InlineData("slotsPerDay=\"288\"", "slotsPerDay=\"96\"", "from 288 to 288, not '96'")]
    [InlineData("name=\"small\"", "", "needs the attribute 'name'")]
    [InlineData("name=\"small\"", "name=\"fall_17\"", "'name' must be a name of a term, not 'fall_17'")]
    [InlineData("<optimization", "<optimisation", "<optimisation> is unexpected in <problem>")]
    [InlineData("<room id=\"2\" capacity=\"10\"/>", "<room id=\"1\" capacity=\"10\"/>", "room 1 was there before, in line 6")]
    [InlineData("capacity=\"10\"", "capacity=\"-1\"", "not '-1'")]
    [InlineData("capacity=\"10\"", "capacity=\"1e3\"", "not '1e3'")]
    [InlineData("capacity=\"10\"", "capacity=\"99999999999999999999\"", "not '99999999999999999999'")]
    [InlineData("capacity=\"10\"", "capacity=\"100001\"", "from 0 to 100000")]
    [InlineData("capacity=\"10\"", "seats=\"10\"", "has no attribute 'seats'")]
    [InlineData("<room id=\"2\" capacity=\"10\"/>", "<room id=\"2\" capacity=\"10\">x</room>", "must not contain text")]
    [InlineData("<room id=\"2\" capacity=\"10\"/>", "<hall id=\"2\"/>", "<hall> is unexpected in <rooms>")]
    [InlineData("<travel", "<walk", "<walk> is unexpected in <room>")]
    [InlineData("days=\"0000100\"", "days=\"000100\"", "7 characters of 0 and 1")]
    [InlineData("days=\"0000100\"", "days=\"0000000\"", "at least one 1")]
    [InlineData("weeks=\"1110\"", "weeks=\"1112\"", "4 characters of 0 and 1, not '1112'")]
    [InlineData("start=\"144\" length=\"96\"", "start=\"288\" length=\"96\"", "from 0 to 287")]
    [InlineData("start=\"144\" length=\"96\"", "start=\"200\" length=\"96\"", "past the end of the day")]
    [InlineData("start=\"144\" length=\"96\"", "start=\"200\" length=\"0\"", "from 1 to 288")]
    [InlineData("<course id=\"2\">", "<course id=\"1\">", "course 1 was there before")]
    [InlineData("<config id=\"2\">", "<config id=\"1\">", "config 1 was there before")]
    [InlineData("<subpart id=\"3\">", "<subpart id=\"2\">", "subpart 2 was there before")]
    [InlineData("<class id=\"3\" ", "<class id=\"1\" ", "class 1 was there before")]
    [InlineData("<class id=\"3\" limit=\"40\">", "<class id=\"3\">", "needs the attribute 'limit'")]
    [InlineData("<class id=\"3\" limit=\"40\">", "<class id=\"3\" limit=\"-40\">", "not '-40'")]
    [InlineData("<class id=\"3\" limit=\"40\">", "<class id=\"3\" limit=\"40\" room=\"no\">", "true or false")]
    [InlineData("<class id=\"3\" limit=\"40\">", "<class id=\"3\" limit=\"40\" room=\"false\">", "lists rooms")]
    [InlineData("<class id=\"3\" limit=\"40\">", "<class id=\"3\" limit=\"40\" parent=\"1\">", "not in its config 2")]
    [InlineData("parent=\"1\"", "parent=\"2\"", "in the same subpart")]
    [InlineData("<class id=\"1\" limit=\"20\">", "<class id=\"1\" limit=\"20\" parent=\"2\">", "form a circle")]
    [InlineData("limit=\"10\" room=\"false\"", "limit=\"10\"", "has no <room>")]
    [InlineData("<room id=\"2\" penalty=\"4\"/>", "<room id=\"1\" penalty=\"4\"/>", "class 1: room 1 was there before")]
    [InlineData("<room id=\"2\" penalty=\"4\"/>", "<room id=\"9\" penalty=\"4\"/>", "lists room 9, which is not in the file")]
    [InlineData("<room id=\"2\" penalty=\"4\"/>", "<room id=\"2\" penalty=\"1000001\"/>", "from 0 to 1000000")]
    [InlineData("<time days=\"1000000\" start=\"96\" length=\"12\" weeks=\"1111\" penalty=\"1\"/>", "", "class 3 has no <time>")]
    [InlineData("<student id=\"2\"><course id=\"2\"/>", "<student id=\"1\"><course id=\"2\"/>", "student 1 was there before")]
    [InlineData("<student id=\"2\"><course id=\"2\"/>", "<student id=\"2\"><course id=\"7\"/>", "asks for course 7, which is not in the file")]
    [InlineData("<course id=\"1\"/><course id=\"2\"/>", "<course id=\"1\"/><course id=\"1\"/>", "course request 1 was there before")]
    [InlineData("<students>", "<rooms/><students>", "may be there only once")]
    [InlineData("</problem>", "</problem><problem/>", "not well-formed")]
    [InlineData("</problem>", "", "not well-formed")]
    public void A_mistake_is_refused_with_its_line_and_its_nature(string old, string replacement, string expected)
    {
        var error = Assert.Throws<ItcFormatException>(() => SmallInstance.Read(SmallInstance.Replace(old, replacement)));
        Assert.Contains(expected, error.Problem, StringComparison.Ordinal);
        Assert.Equal("small.xml", error.File);
        Assert.InRange(error.Line, 1, SmallInstance.Xml.Split('\n').Length);
    }

    [Fact]
    public void An_error_names_the_line_of_the_mistake() =>
        Assert.Equal(10, Assert.Throws<ItcFormatException>(() => SmallInstance.Read(SmallInstance.Replace("capacity=\"10\"", "capacity=\"x\""))).Line);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("not xml")]
    [InlineData("<html/>")]
    [InlineData("<problem name='a' nrDays='7' slotsPerDay='288' nrWeeks='4'/>")]
    public void A_file_that_is_something_else_is_refused(string xml) =>
        Assert.Throws<ItcFormatException>(() => SmallInstance.Read(xml));

    [Fact]
    public void A_file_cut_off_anywhere_is_refused() => Gen.Int[0, SmallInstance.Xml.Length - 1].Sample(length =>
    {
        Assert.Throws<ItcFormatException>(() => SmallInstance.Read(SmallInstance.Xml[..length]));
    });

    [Fact]
    public void Random_bytes_in_the_middle_are_read_or_refused_but_nothing_else() =>
        Gen.Select(Gen.Int[0, SmallInstance.Xml.Length - 1], Gen.Byte).Sample((index, value) =>
        {
            var bytes = Encoding.UTF8.GetBytes(SmallInstance.Xml);
            bytes[index] = value;
            using var stream = new MemoryStream(bytes);
            try
            {
                Assert.Equal(2, ItcReader.Read(stream, "small.xml").Counts.Courses);
            }
            catch (ItcFormatException error)
            {
                Assert.NotEmpty(error.Problem);
            }
        });

    [Fact]
    public void Entities_are_never_expanded()
    {
        const string Bomb = """
            <!DOCTYPE problem [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>
            """;
        foreach (var entity in new[] { "b", "c" })
        {
            var start = SmallInstance.Xml.IndexOf("<!DOCTYPE", StringComparison.Ordinal);
            var end = SmallInstance.Xml.IndexOf("<problem", StringComparison.Ordinal);
            var xml = SmallInstance.Xml[..start] + Bomb + SmallInstance.Xml[end..];
            Assert.Equal(2, SmallInstance.Read(xml).Counts.Courses);
            Assert.Throws<ItcFormatException>(() => SmallInstance.Read(xml.Replace("name=\"small\"", $"name=\"&{entity};\"", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Deep_nesting_in_an_ignored_part_is_refused()
    {
        var xml = SmallInstance.Replace("<distributions>", "<distributions>" + string.Concat(Enumerable.Repeat("<x>", 100_000)));
        Assert.Contains("nested", Assert.Throws<ItcFormatException>(() => SmallInstance.Read(xml)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_over_the_size_limit_is_refused_unread()
    {
        using var stream = new OversizeStream(canSeek: true);
        Assert.Contains("67,108,864", Assert.Throws<ItcFormatException>(() => ItcReader.Read(stream, "big.xml")).Problem, StringComparison.Ordinal);
        Assert.Equal(0, stream.BytesRead);
    }

    [Fact]
    public void A_stream_of_unknown_length_is_read_up_to_the_limit_only()
    {
        using var stream = new OversizeStream(canSeek: false);
        Assert.Throws<ItcFormatException>(() => ItcReader.Read(stream, "endless.xml"));
        Assert.InRange(stream.BytesRead, 1, ItcReader.MaxSize + 1024 * 1024);
    }

    [Fact]
    public void A_missing_file_is_an_io_error() =>
        Assert.Throws<FileNotFoundException>(() => ItcReader.Read(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())));
}
