using System.Net;

namespace SmartCampus.Host.Tests;

/// <summary>Rooms, bookings and timetables over HTTP.</summary>
public sealed class SchedulingTests(DemoHost host) : IClassFixture<DemoHost>
{
    private const string Booking = """{"term":"Fall 2024","section_id":"section-400","meetings":[{"days":"Fr","start":"16:00","end":"17:50","weeks":"1-14"}]}""";

    [Fact]
    public async Task A_timetable_shows_the_sections_in_which_the_student_has_a_seat_once_the_scheduler_has_followed()
    {
        await host.Client.EnrollAsync("student-10", "section-456");
        await host.Client.EnrollAsync("student-10", "section-131");

        var timetable = await host.Client.GetFollowedJsonAsync($"/api/v1/timetables/students/student-10?term={HttpCalls.Fall}");

        var entry = Assert.Single(timetable.EnumerateArray());
        Assert.Equal("""{"section_id":"section-456","time":{"days":"MoWe","start":"09:00","end":"10:15","weeks":"1-14"},"room_id":"hall-1"}""", entry.GetRawText());
    }

    [Fact]
    public async Task Booking_a_room_is_201_again_too_and_another_section_at_that_time_is_refused()
    {
        var first = await host.Client.PostJsonAsync("/api/v1/rooms/lab-3/bookings", Booking);
        var again = await host.Client.PostJsonAsync("/api/v1/rooms/lab-3/bookings", Booking);
        var other = await host.Client.PostJsonAsync("/api/v1/rooms/lab-3/bookings", Booking.Replace("section-400", "section-401", StringComparison.Ordinal));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, again.StatusCode));
        await other.ReadProblemAsync(409, "ROOM_TAKEN");
        var bookings = await host.Client.GetJsonAsync(first.Headers.Location!.ToString());
        Assert.Contains(bookings.EnumerateArray(), booking => booking.Text("section_id") == "section-400");
        var timetable = await host.Client.GetJsonAsync($"/api/v1/timetables/rooms/lab-3?term={HttpCalls.Fall}");
        Assert.Contains(timetable.EnumerateArray(), entry => entry.Text("section_id") == "section-400");
        var ofSection = await host.Client.GetJsonAsync($"/api/v1/timetables/sections/section-400?term={HttpCalls.Fall}");
        Assert.Equal("lab-3", Assert.Single(ofSection.EnumerateArray()).Text("room_id"));
    }

    [Fact]
    public async Task A_booking_is_given_up_once_and_one_in_another_term_than_the_sections_is_refused()
    {
        var early = Booking.Replace("16:00", "07:00", StringComparison.Ordinal).Replace("17:50", "08:00", StringComparison.Ordinal);
        var path = $"/api/v1/rooms/room-12/bookings/section-400?term={HttpCalls.Fall}";
        Assert.Equal(HttpStatusCode.Created, (await host.Client.PostJsonAsync("/api/v1/rooms/room-12/bookings", early)).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await host.Client.DeleteAsync(path)).StatusCode);
        await (await host.Client.DeleteAsync(path)).ReadProblemAsync(404, "NOT_FOUND");
        await (await host.Client.PostJsonAsync("/api/v1/rooms/room-12/bookings", early.Replace("Fall 2024", "Fall 2099", StringComparison.Ordinal))).ReadProblemAsync(400, "INVALID_ARGUMENT");
    }

    [Fact]
    public async Task A_room_that_is_unavailable_is_refused()
    {
        var late = Booking.Replace("16:00", "17:30", StringComparison.Ordinal).Replace("17:50", "18:30", StringComparison.Ordinal);

        await (await host.Client.PostJsonAsync("/api/v1/rooms/room-12/bookings", late)).ReadProblemAsync(409, "ROOM_UNAVAILABLE");
    }
}
