using System.Text.Json;
using CsCheck;
using SmartCampus.Enrollments;
using Xunit;

namespace SmartCampus.Enrollment.Tests.Meetings;

public sealed class MeetingTimeTests
{
    [Fact]
    public void Two_times_overlap_exactly_when_they_share_a_week_a_day_and_a_slot() =>
        Gen.Select(MeetingGen.CrowdedTime, MeetingGen.CrowdedTime).Sample(
            (left, right) => left.Overlaps(right) == MeetingGen.Cells(left).Overlaps(MeetingGen.Cells(right))
                && left.Overlaps(right) == right.Overlaps(left),
            iter: 2_000);

    [Fact]
    public void Text_form_reads_back_as_the_same_time() =>
        MeetingGen.AnyTime.Sample(time => MeetingTime.Parse(time.ToString()) == time);

    [Fact]
    public void Json_form_reads_back_as_the_same_time() =>
        MeetingGen.AnyTime.Sample(time => JsonSerializer.Deserialize(JsonSerializer.Serialize(time, MeetingJson.Default.MeetingTime), MeetingJson.Default.MeetingTime) == time);

    [Fact]
    public void Json_is_an_object_of_four_readable_strings() => Assert.Equal(
        """{"days":"MoWeFr","start":"09:00","end":"09:50","weeks":"1-14"}""",
        JsonSerializer.Serialize(MeetingTime.Parse("MoWeFr 09:00-09:50 weeks 1-14"), MeetingJson.Default.MeetingTime));

    [Fact]
    public void Json_with_unknown_members_is_read()
    {
        var json = """{"days":"Mo","note":{"a":[1]},"start":"09:00","end":"09:50","weeks":"1"}""";
        Assert.Equal(MeetingTime.Parse("Mo 09:00-09:50 weeks 1"), JsonSerializer.Deserialize(json, MeetingJson.Default.MeetingTime));
    }

    [Theory]
    [InlineData("Mo 23:55-24:00 weeks 64", 287, 1)]
    [InlineData("MoTuWeThFrSaSu 00:00-24:00 weeks 1,3,5-7", 0, 288)]
    public void Text_reaches_the_ends_of_the_day(string text, int start, int length)
    {
        var time = MeetingTime.Parse(text);
        Assert.Equal((start, length, start + length), (time.StartSlot, time.LengthInSlots, time.EndSlot));
        Assert.Equal(text, time.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("Mo")]
    [InlineData("Mo 09:00-09:50")]
    [InlineData("Mo 09:00-09:50 weeks")]
    [InlineData("Mo 09:00-09:50 weeks ")]
    [InlineData("Mo 09:00-09:50 weeks 0")]
    [InlineData("Mo 09:00-09:50 weeks 65")]
    [InlineData("Mo 09:00-09:50 weeks 3-2")]
    [InlineData("Mo 09:00-09:50 weeks 1,1")]
    [InlineData("Mo 09:00-09:50 weeks 1 extra")]
    [InlineData("Mo 09:00-09:52 weeks 1")]
    [InlineData("Mo 09:00-09:00 weeks 1")]
    [InlineData("Mo 10:00-09:00 weeks 1")]
    [InlineData("Mo 09:60-10:00 weeks 1")]
    [InlineData("Mo 9:00-10:00 weeks 1")]
    [InlineData("Mo 23:00-24:05 weeks 1")]
    [InlineData("Mo 0900-1000 weeks 1")]
    [InlineData("MoMo 09:00-09:50 weeks 1")]
    [InlineData("TuMo 09:00-09:50 weeks 1")]
    [InlineData("Xx 09:00-09:50 weeks 1")]
    [InlineData("Mo 09:00-09:50 terms 1")]
    public void Text_that_is_no_time_is_refused(string text)
    {
        Assert.False(MeetingTime.TryParse(text, out _));
        Assert.Contains($"'{text}'", Assert.Throws<FormatException>(() => MeetingTime.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"days":1,"start":"09:00","end":"09:50","weeks":"1"}""")]
    [InlineData("""{"days":"Mo","start":"09:00","end":"08:50","weeks":"1"}""")]
    public void Json_that_is_no_time_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, MeetingJson.Default.MeetingTime));

    [Theory]
    [InlineData(0, 0, 1, 1UL)]
    [InlineData(128, 0, 1, 1UL)]
    [InlineData(1, -1, 1, 1UL)]
    [InlineData(1, 288, 1, 1UL)]
    [InlineData(1, 0, 0, 1UL)]
    [InlineData(1, 287, 2, 1UL)]
    [InlineData(1, 1, int.MaxValue, 1UL)]
    [InlineData(1, 0, 1, 0UL)]
    public void A_time_outside_the_week_or_the_day_is_refused(int days, int start, int length, ulong weeks) =>
        Assert.ThrowsAny<ArgumentException>(() => new MeetingTime((MeetingDays)days, start, length, new WeekSet(weeks)));

    [Fact]
    public void The_default_time_overlaps_nothing() =>
        MeetingGen.AnyTime.Sample(time => !time.Overlaps(default) && !default(MeetingTime).Overlaps(time));
}
