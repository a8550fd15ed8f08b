using SmartCampus.Enrollments;

namespace SmartCampus.Scheduling.Tests.Allocation;

public sealed class TimetableAllocatorTests
{
    private static readonly RoomId Small = new("small");
    private static readonly RoomId Large = new("large");

    [Fact]
    public void Nothing_to_place_is_an_empty_result()
    {
        var result = Allocate([]);
        Assert.Empty(result.Placed);
        Assert.Empty(result.Unplaced);
        Assert.Equal(0, result.TotalPenalty);
    }

    [Fact]
    public void The_cheapest_time_and_room_are_taken_when_nothing_is_in_the_way()
    {
        var placed = Assert.Single(Allocate([Section("a", 5, ["Mo 09:00-10:00 weeks 1", "Tu 09:00-10:00 weeks 1"], [Small, Large])]).Placed);
        Assert.Equal(("Mo 09:00-10:00 weeks 1", Small, 0), (placed.Pattern.ToString(), placed.Room, placed.Penalty));
    }

    [Fact]
    public void A_section_without_rooms_gets_a_time_only()
    {
        var placed = Assert.Single(Allocate([Section("a", 500, ["Mo 09:00-10:00 weeks 1"], [])]).Placed);
        Assert.Null(placed.Room);
        Assert.Equal(0, placed.SeatsShort);
    }

    [Fact]
    public void A_section_that_has_only_one_choice_moves_others_out_of_its_way()
    {
        var result = Allocate([
            Section("flexible", 5, ["Mo 09:00-10:00 weeks 1", "Tu 09:00-10:00 weeks 1"], [Small]),
            Section("fixed", 5, ["Mo 09:00-10:00 weeks 1"], [Small]),
        ]);
        Assert.Equal(["Tu 09:00-10:00 weeks 1", "Mo 09:00-10:00 weeks 1"], result.Placed.Select(section => section.Pattern.ToString()));
        Assert.Equal(1, result.TotalPenalty);
    }

    [Fact]
    public void A_section_above_every_room_gets_the_largest_and_is_reported()
    {
        var placed = Assert.Single(Allocate([Section("a", 70, ["Mo 09:00-10:00 weeks 1"], [Small, Large])]).OverCapacity);
        Assert.Equal((Large, 20), (placed.Room, placed.SeatsShort));
    }

    [Fact]
    public void What_does_not_fit_is_reported_with_what_is_in_the_way()
    {
        var result = Allocate([Section("a", 5, ["Mo 09:00-10:00 weeks 1"], [Small]), Section("b", 5, ["Mo 09:30-10:30 weeks 1"], [Small])]);
        var (placed, unplaced) = (Assert.Single(result.Placed), Assert.Single(result.Unplaced));
        Assert.Equal(UnplacedReason.RoomsTaken, unplaced.Reason);
        Assert.Equal([placed.Section], unplaced.InTheWay);
    }

    [Fact]
    public void A_section_without_times_and_one_without_an_available_room_are_told_apart()
    {
        var result = Allocate([Section("a", 5, [], [Small]), Section("b", 5, ["Su 09:00-10:00 weeks 1"], [Small])]);
        Assert.Equal([UnplacedReason.NoTime, UnplacedReason.RoomsUnavailable], result.Unplaced.Select(section => section.Reason));
    }

    [Fact]
    public void Progress_ends_with_everything_that_was_placed()
    {
        var reports = new List<AllocationProgress>();
        TimetableAllocator.Allocate(
            Problem([Section("a", 5, ["Mo 09:00-10:00 weeks 1"], [Small])]), new ImmediateProgress(reports.Add), TestContext.Current.CancellationToken);
        Assert.Equal((1, 1), (reports[^1].Placed, reports[^1].Total));
    }

    [Fact]
    public void A_cancelled_allocation_ends_with_the_cancellation()
    {
        using var source = new CancellationTokenSource();
        var problem = Problem([Section("a", 5, ["Mo 09:00-10:00 weeks 1"], [Small])]);
        Assert.Throws<OperationCanceledException>(() => TimetableAllocator.Allocate(problem, new ImmediateProgress(_ => source.Cancel()), source.Token));
    }

    [Fact]
    public void A_problem_that_contradicts_itself_is_refused()
    {
        var section = Section("a", 5, ["Mo 09:00-10:00 weeks 1"], [Small]);
        Assert.Throws<ArgumentException>(() => Problem([section, section]));
        Assert.Throws<ArgumentException>(() => Problem([section with { Seats = -1 }]));
        Assert.Throws<ArgumentException>(() => Problem([section with { Rooms = [new RoomOption(new RoomId("elsewhere"), 0)] }]));
        Assert.Throws<ArgumentException>(() => Problem([section with { Rooms = [new RoomOption(Small, 0), new RoomOption(Small, 1)] }]));
        Assert.Throws<ArgumentException>(() => Problem([section with { Rooms = [new RoomOption(Small, -1)] }]));
        Assert.Throws<ArgumentException>(() => Problem([section with { Times = [section.Times[0] with { Penalty = -1 }] }]));
        Assert.Throws<ArgumentException>(() => new AllocationProblem([new AllocationRoom(Small, 1, []), new AllocationRoom(Small, 1, [])], []));
        Assert.Throws<ArgumentException>(() => new AllocationProblem([new AllocationRoom(Small, -1, [])], []));
    }

    private static AllocationResult Allocate(AllocationSection[] sections) =>
        TimetableAllocator.Allocate(Problem(sections), cancellationToken: TestContext.Current.CancellationToken);

    private static AllocationProblem Problem(AllocationSection[] sections) => new(
        [
            new AllocationRoom(Small, 10, [MeetingTime.Parse("Su 00:00-24:00 weeks 1-64")]),
            new AllocationRoom(Large, 50, []),
        ],
        sections);

    /// <summary>The penalty of an option is its place in the list.</summary>
    private static AllocationSection Section(string id, int seats, string[] times, RoomId[] rooms) => new(
        new SectionId(id),
        seats,
        [.. times.Select((time, i) => new TimeOption(MeetingPattern.Parse(time), i))],
        [.. rooms.Select((room, i) => new RoomOption(room, i))]);

    private sealed class ImmediateProgress(Action<AllocationProgress> report) : IProgress<AllocationProgress>
    {
        public void Report(AllocationProgress value) => report(value);
    }
}
