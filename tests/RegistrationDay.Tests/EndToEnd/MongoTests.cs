using SmartCampus.MongoWire;

namespace SmartCampus.RegistrationDay.Tests.EndToEnd;

/// <summary>HO7 on MongoDB: services on one replica set, together, and killed.</summary>
public sealed class MongoTests : IDisposable
{
    private readonly DayFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Two_academic_services_and_a_scheduler_that_are_killed_lose_nothing_and_do_nothing_twice()
    {
        await using var server = await MongoTestServer.GetAsync();
        var file = _folder.Write("small.xml", GeneratedInstance.Xml(students: 30, courses: 8, limit: 8));

        var day = await DayResult.RunAsync(
            file, "--store", "mongodb", "--mongo", server.ConnectionString, "--via", "http", "--processes", "--academics", "2",
            "--mode", "mixed", "--tight-rooms", "--clients", "10", "--kill-rounds", "3", "--seed", "7");

        day.AssertHolds(checks: 18);
        Assert.NotEqual("0", day.Find("interruptions"));
        Assert.Empty(server.StandIn?.Refused ?? []);
    }
}
