using System.Text;
using SmartCampus.Enrollments;
using SmartCampus.Events;

namespace SmartCampus.Scheduling.Tests.Rooms;

/// <summary>ES10: what is stored can be read for ever, so that its names and shape are written down here.</summary>
public sealed class SchedulingEventsTests
{
    private static readonly RoomId Room = new("B2");
    private static readonly TermId Term = new("2024-fall");
    private static readonly SectionId Section = new("section-456");

    public static TheoryData<object, string, string> Stored { get; } = new()
    {
        {
            new RoomAddedEvent(Room, 30, [MeetingTime.Parse("Fr 12:00-20:00 weeks 1-3")]),
            "room-added",
            """{"room_id":"B2","capacity":30,"unavailable":[{"days":"Fr","start":"12:00","end":"20:00","weeks":"1-3"}]}"""
        },
        {
            new RoomBookedEvent(Room, Term, Section, MeetingPattern.Parse("MoWe 09:00-09:50 weeks 1-14")),
            "room-booked",
            """{"room_id":"B2","term":"2024-fall","section_id":"section-456","meetings":[{"days":"MoWe","start":"09:00","end":"09:50","weeks":"1-14"}]}"""
        },
        {
            new RoomReleasedEvent(Room, Term, Section),
            "room-released",
            """{"room_id":"B2","term":"2024-fall","section_id":"section-456"}"""
        },
        {
            new RoomReleasedEvent(Room, Term, Section) { MovedTo = new RoomId("A1") },
            "room-released",
            """{"room_id":"B2","term":"2024-fall","section_id":"section-456","moved_to":"A1"}"""
        },
    };

    [Theory]
    [MemberData(nameof(Stored))]
    public async Task Events_are_stored_under_stable_names_in_a_stable_shape(object @event, string name, string json)
    {
        var store = TestStore.Create();
        var stream = new StreamId("s");
        await store.AppendAsync(new AppendRequest(StreamAppend.To(stream, ExpectedVersion.NoStream, @event)), TestContext.Current.CancellationToken);
        var page = await store.ReadStreamPageAsync(stream, StreamReadOptions.Default, TestContext.Current.CancellationToken);
        var envelope = Assert.Single(page.Events);
        Assert.Equal((name, json), (envelope.EventType, Encoding.UTF8.GetString(envelope.Data.Span)));
        Assert.Equivalent(@event, envelope.Event, strict: true);
    }
}
