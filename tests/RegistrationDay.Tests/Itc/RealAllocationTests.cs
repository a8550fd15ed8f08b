using System.Diagnostics;
using SmartCampus.RegistrationDay.Itc;
using SmartCampus.Scheduling;

namespace SmartCampus.RegistrationDay.Tests.Itc;

public sealed class RealAllocationTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("muni-fi-spr17", 26)]
    [InlineData("yach-fal17", 0)]
    public void Every_class_gets_a_time_and_a_room(string name, int tooLargeForAnyRoom)
    {
        var problem = ItcAllocation.ToProblem(RealInstances.Read(name));
        var watch = Stopwatch.StartNew();
        var result = TimetableAllocator.Allocate(problem, cancellationToken: TestContext.Current.CancellationToken);
        output.WriteLine($"{name}: placed {result.Placed.Length} of {problem.Sections.Length}, {result.OverCapacity.Count()} over capacity, penalty {result.TotalPenalty}, {result.Steps} steps, {watch.ElapsedMilliseconds} ms");
        Assert.Empty(result.Unplaced);
        Assert.Equal(problem.Sections.Select(section => section.Section), result.Placed.Select(section => section.Section));
        Assert.Equal(tooLargeForAnyRoom, result.OverCapacity.Count());
        AssertNoRoomIsUsedTwice(problem, result);
    }

    private static void AssertNoRoomIsUsedTwice(AllocationProblem problem, AllocationResult result)
    {
        foreach (var room in problem.Rooms)
        {
            var sections = result.Placed.Where(section => section.Room == room.Room).ToArray();
            Assert.DoesNotContain(sections, section => room.Unavailable.Any(section.Pattern.Overlaps));
            for (var i = 0; i < sections.Length; i++)
                Assert.DoesNotContain(sections.Take(i), other => other.Pattern.Overlaps(sections[i].Pattern));
        }
    }
}
