using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>Names that no server can store are refused in a sentence before anything is sent.</summary>
public sealed class NameTests
{
    private const string Half = "half \ud83d";

    [Fact]
    public async Task Half_a_character_in_a_name_is_refused_before_anything_is_sent()
    {
        await using var campus = await Campus.StartAsync();
        var store = campus.Open();
        var claim = (await store.TryClaimAsync("g", "ada", TimeSpan.FromHours(1), Campus.Cancellation))!;
        var broken = claim with { Group = Half };
        var letter = new DeadLetter("g", Campus.Room, new GlobalPosition(1), "seat-taken", "why", 1, DateTimeOffset.UnixEpoch);
        campus.Server.Log.Clear();

        foreach (var call in (Func<ValueTask>[])
        [
            async () => await store.TryClaimAsync(Half, "ada", TimeSpan.FromHours(1), Campus.Cancellation),
            async () => await store.TryClaimAsync("g", Half, TimeSpan.FromHours(1), Campus.Cancellation),
            () => store.RenewAsync(broken, TimeSpan.FromHours(1), Campus.Cancellation),
            () => store.SaveAsync(broken, new GlobalPosition(1), Campus.Cancellation),
            () => store.ReleaseAsync(broken, Campus.Cancellation),
            async () => await ((ICheckpointStore)store).ReadAsync(Half, Campus.Cancellation),
            () => store.AddAsync(claim, letter with { EventType = Half }, Campus.Cancellation),
            () => store.AddAsync(broken, letter with { Group = Half }, Campus.Cancellation),
            async () => await ((IDeadLetterStore)store).ReadAsync(Half, cancellationToken: Campus.Cancellation),
            async () => await store.RemoveAsync(Half, new GlobalPosition(1), Campus.Cancellation),
            () => store.SaveSnapshotAsync(new Snapshot(Campus.Room, 1, Half, new byte[1]), Campus.Cancellation),
            async () => await store.GetLatestSnapshotAsync(Campus.Room, Half, null, Campus.Cancellation),
        ])
        {
            var refused = await Assert.ThrowsAsync<ArgumentException>(async () => await call());
            Assert.Contains("half a surrogate pair", refused.Message, StringComparison.Ordinal);
        }

        Assert.Empty(campus.Server.Log);
    }

    [Fact]
    public async Task An_event_type_with_half_a_character_is_refused_before_it_comes_into_a_group()
    {
        await using var campus = await Campus.StartAsync();
        await using var store = MongoEventStore.Open(campus.Options, new EventSerializer(new EventTypes().Add(Half, SeatJson.Default.SeatTaken)));
        campus.Server.Log.Clear();

        var refused = await Assert.ThrowsAsync<ArgumentException>(async () => await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream), Campus.Cancellation));

        Assert.Contains("half a surrogate pair", refused.Message, StringComparison.Ordinal);
        Assert.Empty(campus.Server.Log);
    }
}
