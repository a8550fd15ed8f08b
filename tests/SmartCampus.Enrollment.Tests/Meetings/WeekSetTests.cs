using CsCheck;
using SmartCampus.Enrollments;
using Xunit;

namespace SmartCampus.Enrollment.Tests.Meetings;

public sealed class WeekSetTests
{
    [Fact]
    public void Text_form_reads_back_as_the_same_weeks() =>
        MeetingGen.Weeks.Sample(weeks => WeekSet.TryParse(weeks.ToString(), out var parsed) && parsed == weeks);

    [Fact]
    public void A_range_holds_its_weeks_and_no_others() =>
        Gen.Select(Gen.Int[1, 64], Gen.Int[1, 64]).Sample((a, b) =>
        {
            var (first, last) = (Math.Min(a, b), Math.Max(a, b));
            var weeks = WeekSet.Range(first, last);
            return weeks.Count == last - first + 1 && Enumerable.Range(-1, 70).All(week => weeks.Contains(week) == (week >= first && week <= last));
        });

    [Theory]
    [InlineData(1, 64, "1-64")]
    [InlineData(64, 64, "64")]
    [InlineData(2, 3, "2-3")]
    public void Runs_of_weeks_are_written_as_ranges(int first, int last, string text) =>
        Assert.Equal(text, WeekSet.Range(first, last).ToString());

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 65)]
    [InlineData(3, 2)]
    public void A_range_outside_1_to_64_is_refused(int first, int last) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WeekSet.Range(first, last));
}
