using Ical.Net;
using Ical.Net.DataTypes;

namespace SmartCampus.Host.Tests;

/// <summary>Timetables as RFC 5545 calendars, read back with a library as a calendar program would.</summary>
public sealed class CalendarTests(DemoHost host) : IClassFixture<DemoHost>
{
    private const string Hall = $"/api/v1/timetables/rooms/hall-1?term={HttpCalls.Fall}";

    [Theory]
    [InlineData("text/calendar", "")]
    [InlineData("application/json;q=0.5, text/calendar", "")]
    [InlineData("application/json", "&format=ical")]
    public async Task A_calendar_is_given_to_whoever_asks_for_one(string accept, string format)
    {
        var response = await host.Client.SendAsync(HttpMethod.Get, Hall + format, header: ("Accept", accept));

        Assert.Equal(("text/calendar", "Accept"), (response.Content.Headers.ContentType?.MediaType, response.Headers.Vary.ToString()));
        Assert.StartsWith("BEGIN:VCALENDAR", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*/*", "")]
    [InlineData("text/calendar;q=0.5, application/json", "")]
    [InlineData("text/calendar", "&format=json")]
    public async Task Everybody_else_gets_json(string accept, string format)
    {
        var response = await host.Client.SendAsync(HttpMethod.Get, Hall + format, header: ("Accept", accept));

        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_format_that_does_not_exist_is_400_and_a_term_without_dates_has_no_calendar()
    {
        await (await host.Client.GetAsync(Hall + "&format=pdf")).ReadProblemAsync(400, "INVALID_ARGUMENT");
        var opened = await host.Client.PostJsonAsync("/api/v1/imports", """{"terms":[{"term":"Winter 2030","registration_opens":"2029-01-01T00:00:00Z","registration_closes":"2031-01-01T00:00:00Z"}]}""");
        Assert.True(opened.IsSuccessStatusCode);
        await (await host.Client.GetAsync("/api/v1/timetables/rooms/hall-1?term=Winter%202030&format=ical")).ReadProblemAsync(404, "NOT_FOUND");
    }

    [Fact]
    public async Task A_first_day_beyond_all_calendars_is_400()
    {
        var refused = await host.Client.PostJsonAsync("/api/v1/imports", """{"terms":[{"term":"Winter 9999","registration_opens":"2029-01-01T00:00:00Z","registration_closes":"2031-01-01T00:00:00Z","first_day":"9999-12-27"}]}""");

        await refused.ReadProblemAsync(400, "INVALID_ARGUMENT");
    }

    [Fact]
    public async Task Meetings_fall_on_the_days_of_their_weeks_and_on_no_other()
    {
        await host.Client.PostJsonAsync(
            "/api/v1/rooms/lab-3/bookings",
            """{"term":"Fall 2024","section_id":"section-401","meetings":[{"days":"MoFr","start":"19:00","end":"20:30","weeks":"2-3,5"}]}""");

        var text = await host.Client.GetStringAsync($"/api/v1/timetables/rooms/lab-3?term={HttpCalls.Fall}&format=ical");

        var meeting = Assert.Single(Calendar.Load(text)!.Events, found => found.Summary == "section-401");
        Assert.Equal("lab-3", meeting.Location);
        var days = meeting.GetOccurrences(new CalDateTime(2024, 1, 1)).Select(occurrence => occurrence.Period).ToArray();
        Assert.Equal(
            [
                "2024-09-09 19:00-20:30", "2024-09-13 19:00-20:30", "2024-09-16 19:00-20:30", "2024-09-20 19:00-20:30",
                "2024-09-30 19:00-20:30", "2024-10-04 19:00-20:30",
            ],
            days.Select(period => $"{period.StartTime.Value:yyyy-MM-dd HH:mm}-{period.EffectiveEndTime!.Value:HH:mm}"));
        Assert.Null(meeting.Start!.TzId);
    }
}
