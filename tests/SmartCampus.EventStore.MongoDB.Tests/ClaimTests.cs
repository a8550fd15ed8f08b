using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>Claims end by the server's clock, and by no other.</summary>
public sealed class ClaimTests
{
    [Fact]
    public async Task A_claim_ends_by_the_servers_clock_whatever_the_clients_say()
    {
        var server = new FakeTimeProvider(new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero));
        var client = new FakeTimeProvider(new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var campus = await Campus.StartAsync(server);
        var store = campus.Open(o => o with { TimeProvider = client });
        var ada = (await store.TryClaimAsync("g", "ada", TimeSpan.FromMinutes(1), Campus.Cancellation))!;

        client.Advance(TimeSpan.FromDays(100_000));
        Assert.Null(await store.TryClaimAsync("g", "bob", TimeSpan.FromMinutes(1), Campus.Cancellation));
        server.Advance(TimeSpan.FromMinutes(1));
        var bob = await store.TryClaimAsync("g", "bob", TimeSpan.FromMinutes(1), Campus.Cancellation);

        Assert.True(bob!.Epoch > ada.Epoch);
        await Assert.ThrowsAsync<StaleClaimException>(async () => await store.SaveAsync(ada, new GlobalPosition(1), Campus.Cancellation));
    }

    [Fact]
    public async Task A_claim_whose_caller_gave_up_is_answered_before_the_next_one_is_made() // It would take the group later, behind the back of everybody.
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero));
        await using var campus = await Campus.StartAsync(clock);
        var store = campus.Open();
        var gate = campus.Server.Faults.Hold("findAndModify", "groups");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Campus.Cancellation);
        var givenUp = store.TryClaimAsync("g", "ada", TimeSpan.FromMinutes(1), stop.Token).AsTask();
        await gate.Reached;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givenUp);

        var next = store.TryClaimAsync("g", "bob", TimeSpan.FromMinutes(1), Campus.Cancellation).AsTask();
        gate.Release();

        Assert.Null(await next);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull(await store.TryClaimAsync("g", "eve", TimeSpan.FromMinutes(1), Campus.Cancellation));
    }

    [Theory]
    [InlineData("$owner")]
    [InlineData("$$NOW")]
    [InlineData("a.b")]
    public async Task Names_that_look_like_expressions_are_names(string name)
    {
        await using var campus = await Campus.StartAsync();
        var store = campus.Open();
        var claim = (await store.TryClaimAsync(name, name, TimeSpan.FromMinutes(1), Campus.Cancellation))!;
        var letter = new DeadLetter(name, Campus.Room, new GlobalPosition(1), name, name, 1, DateTimeOffset.UnixEpoch);
        await store.AddAsync(claim, letter, Campus.Cancellation);

        Assert.Equal((name, name), (claim.Group, claim.Owner));
        Assert.Equal(letter, Assert.Single(await ((IDeadLetterStore)store).ReadAsync(name, cancellationToken: Campus.Cancellation)));
        Assert.Equal(name, campus.Documents("groups").Single()["owner"].AsString);
    }
}
