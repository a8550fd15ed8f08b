using System.Text.Json;
using CsCheck;
using SmartCampus.Enrollments;
using Xunit;

namespace SmartCampus.Enrollment.Tests.Meetings;

public sealed class MeetingPatternTests
{
    [Fact]
    public void Patterns_overlap_exactly_when_two_of_their_times_do() =>
        Gen.Select(MeetingGen.Pattern, MeetingGen.Pattern).Sample((left, right) =>
            left.Overlaps(right) == left.Times.Any(a => right.Times.Any(b => MeetingGen.Cells(a).Overlaps(MeetingGen.Cells(b)))), iter: 500);

    [Fact]
    public void The_order_in_which_times_are_listed_does_not_matter() =>
        Gen.Select(MeetingGen.Pattern, Gen.Int).Sample((pattern, seed) =>
        {
            var shuffled = pattern.Times.ToArray();
            new Random(seed).Shuffle(shuffled);
            var other = new MeetingPattern(shuffled);
            return other.Equals(pattern) && other.GetHashCode() == pattern.GetHashCode();
        });

    [Fact]
    public void Text_and_json_read_back_as_the_same_pattern() =>
        MeetingGen.Pattern.Sample(pattern =>
            MeetingPattern.Parse(pattern.ToString()).Equals(pattern) &&
            JsonSerializer.Deserialize(JsonSerializer.Serialize(pattern, MeetingJson.Default.MeetingPattern), MeetingJson.Default.MeetingPattern)!.Equals(pattern));

    [Fact]
    public void No_meeting_is_written_as_nothing_and_as_an_empty_array()
    {
        Assert.True(MeetingPattern.None.IsEmpty);
        Assert.Equal("", MeetingPattern.None.ToString());
        Assert.Equal("[]", JsonSerializer.Serialize(MeetingPattern.None, MeetingJson.Default.MeetingPattern));
        Assert.Equal(MeetingPattern.None, MeetingPattern.Parse(""));
    }

    [Fact]
    public void Times_that_overlap_each_other_are_refused()
    {
        const string Text = "Mo 09:00-10:00 weeks 1; Mo 09:55-11:00 weeks 1";
        Assert.Contains("09:55", Assert.Throws<FormatException>(() => MeetingPattern.Parse(Text)).Message, StringComparison.Ordinal);
        var json = """[{"days":"Mo","start":"09:00","end":"10:00","weeks":"1"},{"days":"Mo","start":"09:00","end":"10:00","weeks":"1"}]""";
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, MeetingJson.Default.MeetingPattern));
    }

    [Fact]
    public void More_than_64_times_and_default_times_are_refused()
    {
        var times = Enumerable.Range(0, 65).Select(i => new MeetingTime(MeetingDays.Monday, i, 1, new WeekSet(1))).ToArray();
        Assert.Equal(64, new MeetingPattern(times.AsSpan(1)).Times.Length);
        Assert.Throws<ArgumentException>(() => new MeetingPattern(times));
        Assert.Throws<ArgumentException>(() => new MeetingPattern(default(MeetingTime)));
    }
}
