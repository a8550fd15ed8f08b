using SmartCampus.Enrollments;
using SmartCampus.RegistrationDay.Itc;

namespace SmartCampus.RegistrationDay.Tests.Itc;

public sealed class ItcReaderTests
{
    private readonly ItcInstance _instance = SmallInstance.Read(SmallInstance.Xml);

    [Fact]
    public void Counts_are_those_of_the_file() =>
        Assert.Equal(new ItcCounts(2, 2, 3, 3, 2, 2, 3, 70), _instance.Counts);

    [Fact]
    public void Name_and_weeks_are_read() => Assert.Equal(("small", 4), (_instance.Name, _instance.Weeks));

    [Fact]
    public void Rooms_have_capacity_and_unavailable_times()
    {
        Assert.Equal((1, 30), (_instance.Rooms[0].Id, _instance.Rooms[0].Capacity));
        Assert.Equal([MeetingTime.Parse("Fr 12:00-20:00 weeks 1-3")], _instance.Rooms[0].Unavailable);
        Assert.Empty(_instance.Rooms[1].Unavailable);
    }

    [Fact]
    public void Classes_have_limit_parent_rooms_and_times()
    {
        var classes = _instance.Classes.ToArray();
        Assert.Equal([20, 10, 40], classes.Select(section => section.Limit));
        Assert.Equal([null, 1, null], classes.Select(section => section.ParentId));
        Assert.Equal([true, false, true], classes.Select(section => section.NeedsRoom));
        Assert.Equal([new ItcRoomOption(1, 0), new ItcRoomOption(2, 4)], classes[0].Rooms);
        Assert.Equal(
            [new ItcTimeOption(MeetingTime.Parse("MoWe 09:00-09:50 weeks 1-4"), 0), new ItcTimeOption(MeetingTime.Parse("Th 10:00-11:40 weeks 2,4"), 2)],
            classes[0].Times);
    }

    [Fact]
    public void Students_have_their_requests_in_order()
    {
        Assert.Equal([1, 2], _instance.Students[0].CourseIds);
        Assert.Equal([2], _instance.Students[1].CourseIds);
    }

    [Fact]
    public void The_stream_stays_open()
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(SmallInstance.Xml));
        ItcReader.Read(stream, "small.xml");
        Assert.True(stream.CanRead);
    }

    [Fact]
    public void Parts_may_come_in_any_order()
    {
        const string Students = """<students><student id="1"><course id="2"/></student></students>""";
        var xml = SmallInstance.Replace("<rooms>", Students + "<rooms>");
        var last = xml.LastIndexOf("<students>", StringComparison.Ordinal);
        xml = string.Concat(xml.AsSpan(0, last), "</problem>");
        Assert.Equal(1, SmallInstance.Read(xml).Counts.Requests);
    }
}
