using SmartCampus.Enrollments;
using SmartCampus.Events;

namespace SmartCampus.Scheduling.Tests;

/// <summary>Compiles and runs what the README shows, and checks that it still shows that.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public async Task The_first_example_books_a_room()
    {
        var types = new EventTypes().AddEnrollmentEvents().AddSchedulingEvents();
        var scheduler = new SchedulerService(new AggregateRepository(new InMemoryEventStore(new EventSerializer(types))));
        var (room, term) = (new RoomId("B2"), new TermId("Fall 2024"));
        await scheduler.AddRoomAsync(new RoomInfo(room, Capacity: 30, Unavailable: [MeetingTime.Parse("Fr 12:00-24:00 weeks 1-14")]));
        var result = await scheduler.BookAsync([new RoomBooking(room, term, new SectionId("algebra"), MeetingPattern.Parse("MoWe 09:00-09:50 weeks 1-14"))]);
        var (timetable, position) = await scheduler.GetRoomTimetableAsync(room, term);
        Assert.True(result.IsBooked);
        Assert.Single(timetable!.Entries);
        Assert.Equal(2, position.Value);
    }

    [Fact]
    public void The_second_example_places_a_section()
    {
        var pattern = MeetingPattern.Parse("MoWe 09:00-09:50 weeks 1-14");
        var problem = new AllocationProblem(
            rooms: [new AllocationRoom(new RoomId("B2"), Capacity: 30, Unavailable: [])],
            sections: [new AllocationSection(new SectionId("algebra"), Seats: 25, [new TimeOption(pattern, Penalty: 0)], [new RoomOption(new RoomId("B2"), Penalty: 1)])]);
        var result = TimetableAllocator.Allocate(problem);
        Assert.Equal(1, Assert.Single(result.Placed).Penalty);
    }

    [Fact]
    public void The_examples_are_those_of_the_readme()
    {
        var source = Lines(SourcePath());
        var inExample = false;
        var examples = new List<string>();
        foreach (var line in Lines(ReadmePath()))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) inExample = line == "```csharp";
            else if (inExample) examples.Add(line);
        }

        Assert.NotEmpty(examples);
        Assert.All(examples, line => Assert.Contains(line, source));
    }

    private static string[] Lines(string path) => [.. File.ReadAllLines(path).Select(line => line.Trim())];

    private static string SourcePath() => Path.Combine(Root(), "tests", "SmartCampus.Scheduling.Tests", "ReadmeTests.cs");

    private static string ReadmePath() => Path.Combine(Root(), "src", "SmartCampus.Scheduling", "README.md");

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SmartCampus.Libraries.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("SmartCampus.Libraries.sln is in no folder above the tests.");
    }
}
