using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>What is sent to the servers: two commands a group whatever its size, one a page.</summary>
public sealed class RoundTripTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(100)]
    public async Task A_group_of_appends_takes_two_commands_whatever_its_size(int size)
    {
        await using var campus = await Campus.StartAsync();
        var store = campus.OpenPatient();
        await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream), Campus.Cancellation);
        var gate = campus.Server.Faults.Hold("insert", "commits");
        var first = store.AppendAsync(Campus.Seats(new StreamId("first"), ExpectedVersion.NoStream), Campus.Cancellation).AsTask();
        await gate.Reached;
        // They collect while the first is on its way; half to new streams, half to one whose head is known.
        var group = Enumerable.Range(0, size).Select(i => store.AppendAsync(
            i % 2 == 0 ? Campus.Seats(new StreamId($"s{i}"), ExpectedVersion.NoStream) : Campus.Seats(Campus.Room, ExpectedVersion.Any), Campus.Cancellation).AsTask()).ToArray();
        campus.Server.Log.Clear();
        gate.Release();
        await Task.WhenAll([first, .. group]);

        Assert.Equal(["findAndModify counters", "insert commits"], Commands(campus));
        Audit.Verify(campus.Commits);
    }

    [Fact]
    public async Task Those_who_meet_on_one_version_leave_no_fillers_behind()
    {
        await using var campus = await Campus.StartAsync();
        await campus.OpenPatient().AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream), Campus.Cancellation);
        var store = campus.OpenPatient();
        var gate = campus.Server.Faults.Hold("insert", "commits");
        var first = store.AppendAsync(Campus.Seats(new StreamId("first"), ExpectedVersion.NoStream), Campus.Cancellation).AsTask();
        await gate.Reached;
        var group = Enumerable.Range(0, 10).Select(_ => Won()).ToArray();
        gate.Release();
        await first;

        Assert.Single(await Task.WhenAll(group), won => won);
        Assert.DoesNotContain(campus.Commits, commit => commit["e"][0]["s"] == "$gap");
        Audit.Verify(campus.Commits);

        async Task<bool> Won()
        {
            try
            {
                await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Exactly(1)), Campus.Cancellation);
                return true;
            }
            catch (ConcurrencyException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task An_append_that_somebody_else_was_faster_with_takes_no_other_of_its_group_with_it()
    {
        await using var campus = await Campus.StartAsync();
        var store = campus.OpenPatient();
        await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream), Campus.Cancellation);
        var gate = campus.Server.Faults.Hold("insert", "commits");
        var first = store.AppendAsync(Campus.Seats(new StreamId("first"), ExpectedVersion.NoStream), Campus.Cancellation).AsTask();
        await gate.Reached;
        await campus.OpenPatient().AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Any), Campus.Cancellation);
        Task[] group =
        [
            store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Any), Campus.Cancellation).AsTask(),
            .. Enumerable.Range(0, 9).Select(i => store.AppendAsync(Campus.Seats(new StreamId($"s{i}"), ExpectedVersion.NoStream), Campus.Cancellation).AsTask()),
        ];
        gate.Release();
        await Task.WhenAll([first, .. group]);

        Assert.Single(campus.Commits, commit => commit["e"][0]["s"] == "$gap"); // The position of the one that had to try again.
        Audit.Verify(campus.Commits);
    }

    [Fact]
    public async Task Heads_that_are_not_known_are_read_beside_the_reservation()
    {
        await using var campus = await Campus.StartAsync();
        await campus.OpenPatient().AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream), Campus.Cancellation);
        var store = campus.OpenPatient();
        campus.Server.Log.Clear();

        await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Exactly(1)), Campus.Cancellation);

        Assert.Equal(["find commits", "findAndModify counters", "insert commits"], Commands(campus).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(1_000, 1)]
    [InlineData(5, 2)]
    public async Task A_page_of_a_stream_takes_one_command_and_the_head_when_it_is_full(int maxCount, int commands)
    {
        await using var campus = await Campus.StartAsync();
        var store = campus.OpenPatient();
        for (var number = 0; number < 9; number++) await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Exactly(number)), Campus.Cancellation);
        campus.Server.Log.Clear();

        var page = await store.ReadStreamPageAsync(Campus.Room, new StreamReadOptions { MaxCount = maxCount }, Campus.Cancellation);

        Assert.Equal(Math.Min(9, maxCount), page.Events.Count);
        Assert.Equal(9, page.Head.Value);
        Assert.Equal(commands, campus.Server.Log.Count);
    }

    [Fact]
    public async Task A_page_of_the_whole_store_takes_one_command()
    {
        await using var campus = await Campus.StartAsync();
        var store = campus.OpenPatient();
        for (var number = 0; number < 300; number++) await store.AppendAsync(Campus.Seats(new StreamId($"s{number % 7}"), ExpectedVersion.Any), Campus.Cancellation);
        campus.Server.Log.Clear();

        var page = await store.ReadAllPageAsync(new AllReadOptions { MaxCount = 200 }, Campus.Cancellation);
        var rest = await store.ReadAllPageAsync(new AllReadOptions { MaxCount = 200, After = page.Next }, Campus.Cancellation);

        Assert.Equal((200, 100), (page.Events.Count, rest.Events.Count));
        Assert.Equal(["find commits", "find commits"], Commands(campus));
    }

    private static IEnumerable<string> Commands(Campus campus) => campus.Server.Log.Select(c => $"{c.Name} {c.Collection}");
}
