using Xunit;

namespace SmartCampus.Locking.Tests;

/// <summary>LM6 and LM11 between managers, as between processes.</summary>
public sealed class TurnsTests : LockTest
{
    [Fact]
    public async Task A_manager_that_always_has_waiters_lets_others_in()
    {
        await using var locks = Open();
        await using var other = Open();
        var held = await locks.AcquireAsync("a", "first", AtOnce, Cancellation);
        var foreign = other.AcquireAsync("a", "other", Patient, Cancellation).AsTask();
        await UntilAsync(async () => (await locks.InspectAsync("a", Cancellation)) is [{ Waiters: ["other"] }]);
        var waiting = Enumerable.Range(0, 40).Select(i => locks.AcquireAsync("a", $"{i}", Patient, Cancellation).AsTask()).ToArray();

        var served = 0;
        await held.ReleaseAsync(Cancellation);
        foreach (var next in waiting)
        {
            if (await Task.WhenAny(next, foreign) == foreign) break;
            served++;
            Clock.Advance(TimeSpan.FromMilliseconds(1));
            await (await next).ReleaseAsync(Cancellation);
        }

        Assert.Equal(5, served);
        Assert.True(await (await foreign).ReleaseAsync(Cancellation));
        foreach (var next in waiting[5..]) Assert.True(await (await next.WaitAsync(Cancellation)).ReleaseAsync(Cancellation));
    }

    [Fact]
    public async Task A_manager_that_waited_through_a_long_lease_is_next()
    {
        await using var locks = Open();
        await using var other = Open();
        var held = await locks.AcquireAsync("a", "first", AtOnce, Cancellation);
        var foreign = other.AcquireAsync("a", "other", Patient, Cancellation).AsTask();
        await UntilAsync(async () => (await locks.InspectAsync("a", Cancellation)) is [{ Waiters: ["other"] }]);
        var late = locks.AcquireAsync("a", "late", Patient, Cancellation).AsTask();
        Clock.Advance(TimeSpan.FromSeconds(1));

        await held.ReleaseAsync(Cancellation);

        Assert.True(await (await foreign.WaitAsync(Cancellation)).ReleaseAsync(Cancellation));
        Assert.Equal("late", (await late.WaitAsync(Cancellation)).Owner);
    }

    [Fact]
    public async Task A_turn_that_nobody_takes_is_over_soon()
    {
        await using var locks = Open();
        var dead = Open();
        var held = await locks.AcquireAsync("a", "ada", AtOnce, Cancellation);
        _ = dead.AcquireAsync("a", "dead", Patient, Cancellation).AsTask();
        await UntilAsync(async () => (await locks.InspectAsync("a", Cancellation)) is [{ Waiters: ["dead"] }]);
        await dead.DisposeAsync();
        var next = locks.AcquireAsync("a", "bob", Patient, Cancellation).AsTask();

        await held.ReleaseAsync(Cancellation);

        Assert.Equal("bob", (await next.WaitAsync(Cancellation)).Owner);
    }

    [Fact]
    public async Task All_waiters_here_and_the_first_of_each_other_manager_can_be_seen()
    {
        await using var locks = Open();
        await using var other = Open();
        await using var held = await locks.AcquireAsync("a", "ada", AtOnce, Cancellation);
        _ = locks.AcquireAsync("a", "bob", Patient, Cancellation).AsTask();
        _ = locks.AcquireAsync("a", "cyd", Patient, Cancellation).AsTask();
        _ = other.AcquireAsync("a", "dan", Patient, Cancellation).AsTask();
        _ = other.AcquireAsync("a", "eve", Patient, Cancellation).AsTask();

        await UntilAsync(async () => (await locks.InspectAsync("a", Cancellation)) is [{ Owner: "ada", Waiters: ["bob", "cyd", "dan"] }]);
        await UntilAsync(async () => (await other.InspectAsync("a", Cancellation)) is [{ Owner: "ada", Waiters: ["dan", "eve"] }]);
    }

    [Fact]
    public async Task Resources_whose_names_are_no_text_are_told_apart_as_well()
    {
        await using var locks = Open();
        await using var other = Open();
        string[] names = ["\uD800", "\uD801", "x\uDC00", "\uFFFD"];

        foreach (var name in names) Assert.NotNull(await locks.TryAcquireAsync(name, "ada", AtOnce, Cancellation));

        foreach (var name in names) Assert.Null(await other.TryAcquireAsync(name, "bob", AtOnce, Cancellation));
        Assert.Equal(names.Order(StringComparer.Ordinal), (await other.InspectAsync(null, Cancellation)).Select(status => status.ResourceId));
    }
}
