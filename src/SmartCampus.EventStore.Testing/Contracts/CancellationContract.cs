using Xunit;

namespace SmartCampus.Events.Testing;

/// <summary>ES14, the part that needs no fault: cancelling a call leaves a whole commit or nothing.</summary>
/// <typeparam name="TFactory">Makes the stores of the provider under test.</typeparam>
public abstract class CancellationContract<TFactory> : EventStoreContract<TFactory>
    where TFactory : IEventStoreFactory, new()
{
    private static readonly CancellationToken Cancelled = new(canceled: true);
    private static readonly StreamId A = new("a");

    [Fact]
    public async Task A_call_that_is_cancelled_before_it_starts_writes_nothing()
    {
        await AppendAsync("a", "1", "2");
        Func<Task>[] calls =
        [
            async () => await Store.AppendAsync(new AppendRequest(Notes("a", "x")), Cancelled),
            async () => await Store.TruncateAsync(A, 2, ExpectedVersion.Any, Cancelled),
            async () => await Store.DeleteAsync(A, ExpectedVersion.Any, Cancelled),
            async () => await Store.TombstoneAsync(A, ExpectedVersion.Any, Cancelled),
            async () => await Store.SaveSnapshotAsync(new Snapshot(A, 1, "s", new byte[1]), Cancelled),
        ];

        foreach (var call in calls) await Assert.ThrowsAnyAsync<OperationCanceledException>(call);

        await AssertNotesAsync("a", "1", "2");
        Assert.Null(await Store.GetLatestSnapshotAsync(A, "s", null, Cancellation));
    }

    [Fact]
    public async Task A_read_that_is_cancelled_before_it_starts_ends_with_cancellation()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.ReadStreamPageAsync(A, StreamReadOptions.Default, Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.ReadAllPageAsync(AllReadOptions.Default, Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.GetLatestSnapshotAsync(A, "s", null, Cancelled));
    }

    [Fact]
    public async Task Appends_that_are_cancelled_on_the_way_are_stored_whole_or_not_at_all_and_a_retry_settles_them()
    {
        await Racing.Run(racers: 24, async racer =>
        {
            var request = new AppendRequest([Notes("a", $"{racer}"), Notes("b", $"{racer}")]);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            var appending = Task.Run(() => Racing.Outcome(() => Store.AppendAsync(request, stop.Token)), Cancellation);
            await stop.CancelAsync();
            Assert.True(await appending is null or OperationCanceledException);

            await Store.AppendAsync(request, Cancellation);
        });

        var (a, b) = (await ReadAsync("a"), await ReadAsync("b"));
        Assert.Equal(24, a.Select(e => ((Noted)e.Event).Text).Distinct().Count());
        Assert.Equal(24, a.Count);
        Assert.Equal(a.Select(e => e.CommitId).ToHashSet(), b.Select(e => e.CommitId).ToHashSet());
        Assert.Equal(24, b.Count);
    }
}
