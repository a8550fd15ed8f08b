using Xunit;

namespace SmartCampus.Events.Testing;

/// <summary>ES4: a commit id that was stored with the same events gives the first result and writes nothing; with others it is an error.</summary>
/// <typeparam name="TFactory">Makes the stores of the provider under test.</typeparam>
public abstract class IdempotencyContract<TFactory> : EventStoreContract<TFactory>
    where TFactory : IEventStoreFactory, new()
{
    private static readonly StreamId A = new("a");

    private readonly AppendRequest _request = new([Notes("a", ExpectedVersion.NoStream, "1", "2"), Notes("b", ExpectedVersion.NoStream, "3")]);

    [Fact]
    public async Task A_retry_gives_the_first_result_and_writes_nothing()
    {
        var first = await StoreFirstAsync();

        await AssertRetriedAsync(first, _request);

        await AssertNotesAsync("a", "1", "2");
        await AssertNotesAsync("b", "3");
    }

    [Fact]
    public async Task A_retry_after_later_appends_gives_the_first_result()
    {
        var first = await StoreFirstAsync();
        await AppendAsync("a", "later");

        await AssertRetriedAsync(first, _request);

        await AssertNotesAsync("a", "1", "2", "later");
    }

    [Fact]
    public async Task A_retry_after_truncation_gives_the_first_result()
    {
        var first = await StoreFirstAsync();
        await AppendAsync("a", "3");
        await Store.TruncateAsync(A, 3, ExpectedVersion.Any, Cancellation);

        await AssertRetriedAsync(first, _request);

        await AssertNotesAsync("a", "3");
    }

    [Fact]
    public async Task A_retry_after_deletion_and_after_a_tombstone_gives_the_first_result()
    {
        var first = await StoreFirstAsync();
        await Store.DeleteAsync(A, ExpectedVersion.Any, Cancellation);
        await AssertRetriedAsync(first, _request);

        await Store.TombstoneAsync(A, ExpectedVersion.Any, Cancellation);
        await AssertRetriedAsync(first, _request);

        Assert.Equal(StreamStatus.Tombstoned, (await ReadPageAsync("a")).Status);
    }

    [Fact]
    public async Task A_retry_may_expect_other_versions_and_carry_other_tokens()
    {
        var first = await StoreFirstAsync();
        await AppendAsync(Notes("a", "fence") with { FencingToken = 9 });

        await AssertRetriedAsync(first, _request with
        {
            Streams = [_request.Streams[0] with { Expected = ExpectedVersion.Exactly(77), FencingToken = 1 }, _request.Streams[1]],
        });
    }

    [Theory]
    [InlineData("other text")]
    [InlineData("other order of events")]
    [InlineData("other order of streams")]
    [InlineData("other stream")]
    [InlineData("an event more")]
    [InlineData("an event less")]
    [InlineData("a stream less")]
    [InlineData("events moved to the other stream")]
    [InlineData("other metadata")]
    public async Task The_same_id_for_something_else_is_refused_and_writes_nothing(string difference)
    {
        await StoreFirstAsync();

        var refused = await Assert.ThrowsAsync<CommitIdConflictException>(async () => await Store.AppendAsync(Differ(difference), Cancellation));

        Assert.Equal(_request.CommitId, refused.CommitId);
        Assert.Equal(3, (await ReadAllAsync()).Count);
    }

    [Fact]
    public async Task A_refused_append_leaves_its_id_free()
    {
        await AppendAsync("a", "first");
        await Assert.ThrowsAsync<ConcurrencyException>(async () => await Store.AppendAsync(_request, Cancellation));

        var result = await Store.AppendAsync(_request with { Streams = [Notes("a", ExpectedVersion.Exactly(1), "second")] }, Cancellation);

        Assert.False(result.AlreadyCommitted);
        await AssertNotesAsync("a", "first", "second");
    }

    [Fact]
    public async Task Copies_that_race_are_stored_once_and_all_get_the_one_result()
    {
        for (var round = 0; round < 10; round++)
        {
            var request = new AppendRequest([Notes($"a{round}", "1", "2"), Notes("shared", "3")]);
            var results = await Racing.Run(racers: 8, _ => Store.AppendAsync(request, Cancellation).AsTask());

            Assert.Single(results, r => !r.AlreadyCommitted);
            Assert.All(results, r => AssertSame(results[0], r));
            await AssertNotesAsync($"a{round}", "1", "2");
        }
        Assert.Equal(10, (await ReadAsync("shared")).Count);
    }

    [Fact]
    public async Task When_different_appends_race_with_one_id_one_is_stored_and_the_others_are_refused()
    {
        for (var round = 0; round < 10; round++)
        {
            var id = CommitId.New();
            var outcomes = await Racing.Run(racers: 6, racer => Racing.Outcome(() =>
                Store.AppendAsync(new AppendRequest(Notes($"a{round}", $"{racer % 2}")) { CommitId = id }, Cancellation)));

            var stored = ((Noted)Assert.Single(await ReadAsync($"a{round}")).Event).Text;
            foreach (var (racer, thrown) in outcomes.Index())
                Assert.Equal($"{racer % 2}" == stored ? null : typeof(CommitIdConflictException), thrown?.GetType());
        }
    }

    private AppendRequest Differ(string difference)
    {
        var (a, b) = (_request.Streams[0], _request.Streams[1]);
        var silent = a.Events[0];
        return _request with
        {
            Streams = difference switch
            {
                "other text" => [Notes("a", "1", "x"), b],
                "other order of events" => [Notes("a", "2", "1"), b],
                "other order of streams" => [b, a],
                "other stream" => [a, Notes("c", "3")],
                "an event more" => [Notes("a", "1", "2", "x"), b],
                "an event less" => [Notes("a", "1"), b],
                "a stream less" => [a],
                "events moved to the other stream" => [Notes("a", "1"), Notes("b", "2", "3")],
                _ => [a with { Events = [silent with { Metadata = new EventMetadata { Actor = "ada" } }, a.Events[1]] }, b],
            },
        };
    }

    private ValueTask<AppendResult> StoreFirstAsync() => Store.AppendAsync(_request, Cancellation);

    private async Task AssertRetriedAsync(AppendResult first, AppendRequest retry)
    {
        var before = await Store.ReadLastPositionAsync(Cancellation);
        var result = await Store.AppendAsync(retry, Cancellation);

        Assert.True(result.AlreadyCommitted);
        AssertSame(first, result);
        Assert.Equal(before, await Store.ReadLastPositionAsync(Cancellation));
    }

    private static void AssertSame(AppendResult expected, AppendResult actual) =>
        Assert.Equal((expected.CommitId, expected.Position, string.Join(", ", expected.Streams)), (actual.CommitId, actual.Position, string.Join(", ", actual.Streams)));
}
