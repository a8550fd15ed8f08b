using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>ES11: a document has 16 MB at most, and a command 48 MB; the options keep an append below the one, groups keep below the other.</summary>
public sealed class SizeTests
{
    private const int Largest = 12 * 1024 * 1024;

    [Fact]
    public async Task The_largest_append_that_options_can_allow_is_stored()
    {
        await using var campus = await Campus.StartAsync();
        var store = campus.Open(o => o with { Limits = new EventStoreLimits { MaxAppendBytes = Largest, MaxEventBytes = Largest, MaxAppendEvents = 4_000 } });
        var longest = new StreamId(new string('s', StreamId.MaxLength));
        var each = (Largest / 4_000) - 100;

        await store.AppendAsync(Campus.Seats(longest, ExpectedVersion.NoStream, 4_000, each), Campus.Cancellation);

        Assert.Equal(4_000, await store.ReadStreamAsync(longest, null, Campus.Cancellation).CountAsync(Campus.Cancellation));
        Assert.Equal(4_000, await store.ReadStreamAsync(longest, new StreamReadOptions { Direction = ReadDirection.Backward }, Campus.Cancellation).CountAsync(Campus.Cancellation));
    }

    [Theory]
    [InlineData(Largest + 1, 1, 1)]
    [InlineData(1_000, 1_001, 1)]
    [InlineData(1_000, 1_000, 4_001)]
    public void Limits_that_no_document_can_hold_are_refused(int appendBytes, int eventBytes, int events)
    {
        var options = Servers.Options("mongodb://127.0.0.1:1/", "campus") with
        {
            Limits = new EventStoreLimits { MaxAppendBytes = appendBytes, MaxEventBytes = eventBytes, MaxAppendEvents = events },
        };

        Assert.Throws<ArgumentOutOfRangeException>(() => MongoEventStore.Open(options, new EventSerializer(new EventTypes())));
    }

    [Fact]
    public async Task Large_appends_that_come_at_once_are_sent_in_several_commands()
    {
        await using var campus = await Campus.StartAsync();
        var store = campus.Open();
        var appends = Enumerable.Range(0, 10).Select(i => store.AppendAsync(Campus.Seats(new StreamId($"s{i}"), ExpectedVersion.NoStream, 7, 1_000_000), Campus.Cancellation).AsTask());

        await Task.WhenAll(appends);

        Assert.All(campus.Server.Log.Where(c => c.Name == "insert"), c => Assert.InRange(c.BytesIn, 1, 17 * 1024 * 1024));
        Assert.Equal(70, await store.ReadAllAsync(null, Campus.Cancellation).CountAsync(Campus.Cancellation));
        Assert.Equal(70, await store.ReadAllAsync(new AllReadOptions { Direction = ReadDirection.Backward }, Campus.Cancellation).CountAsync(Campus.Cancellation));
    }
}
