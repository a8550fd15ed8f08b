using Xunit;

namespace SmartCampus.Events.Testing;

/// <summary>ES3: a stream that is not as expected makes the append write nothing and say the actual version; of N racers on one version exactly one wins.</summary>
/// <typeparam name="TFactory">Makes the stores of the provider under test.</typeparam>
public abstract class ConflictContract<TFactory> : EventStoreContract<TFactory>
    where TFactory : IEventStoreFactory, new()
{
    private const string Missing = "missing", Active = "active", Deleted = "deleted";

    [Theory]
    [InlineData(Missing, "any", true)]
    [InlineData(Missing, "none", true)]
    [InlineData(Missing, "0", true)]
    [InlineData(Missing, "exists", false)]
    [InlineData(Missing, "1", false)]
    [InlineData(Active, "any", true)]
    [InlineData(Active, "none", false)]
    [InlineData(Active, "0", false)]
    [InlineData(Active, "exists", true)]
    [InlineData(Active, "1", false)]
    [InlineData(Active, "2", true)]
    [InlineData(Active, "3", false)]
    [InlineData(Deleted, "any", true)]
    [InlineData(Deleted, "none", true)]
    [InlineData(Deleted, "exists", false)]
    [InlineData(Deleted, "1", false)]
    [InlineData(Deleted, "3", false)]
    public async Task An_append_is_stored_when_the_stream_is_as_expected_and_a_conflict_otherwise(string state, string expectation, bool accepted)
    {
        var stream = new StreamId(state);
        if (state != Missing) await AppendAsync(state, "1", "2");
        if (state == Deleted) await Store.DeleteAsync(stream, ExpectedVersion.Any, Cancellation);
        var before = await ReadPageAsync(state);
        var expected = Parse(expectation);

        var thrown = await Record.ExceptionAsync(async () => await AppendAsync(state, expected, "new"));

        if (accepted)
        {
            Assert.Null(thrown);
            Assert.Equal(before.Head.Next, (await ReadPageAsync(state)).Head);
            return;
        }
        var conflict = Assert.IsType<ConcurrencyException>(thrown);
        Assert.Equal((stream, expected, before.Head), (conflict.Stream, conflict.Expected, conflict.Actual));
        var after = await ReadPageAsync(state);
        Assert.Equal((before.Status, before.Head, before.Events.Count), (after.Status, after.Head, after.Events.Count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task An_expected_version_in_the_middle_of_somebodys_commit_is_a_conflict(long middle)
    {
        await AppendAsync("a", "1", "2", "3");

        var conflict = await Assert.ThrowsAsync<ConcurrencyException>(async () => await AppendAsync("a", ExpectedVersion.Exactly(middle), "x"));

        Assert.Equal(3, conflict.Actual.Value);
        await AssertNotesAsync("a", "1", "2", "3");
    }

    [Fact]
    public async Task A_conflict_names_the_stream_of_the_append_that_differs()
    {
        await AppendAsync("b", "1", "2");

        var conflict = await Assert.ThrowsAsync<ConcurrencyException>(async () =>
            await AppendAsync(Notes("a", ExpectedVersion.NoStream, "x"), Notes("b", ExpectedVersion.Exactly(1), "y")));

        Assert.Equal((new StreamId("b"), ExpectedVersion.Exactly(1), new StreamVersion(2)), (conflict.Stream, conflict.Expected, conflict.Actual));
    }

    private static ExpectedVersion Parse(string expectation) => expectation switch
    {
        "any" => ExpectedVersion.Any,
        "none" => ExpectedVersion.NoStream,
        "exists" => ExpectedVersion.StreamExists,
        _ => ExpectedVersion.Exactly(long.Parse(expectation, System.Globalization.CultureInfo.InvariantCulture)),
    };
}
