using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>ES14: a file that is taken away from under an open store. What is appended then would be found by nobody, so it is not acknowledged.</summary>
public sealed class MovedFileTests : IDisposable
{
    private readonly StoreFile _file = new();

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("-wal")]
    public async Task Nothing_is_acknowledged_after_a_file_was_deleted(string suffix)
    {
        SkipOnWindows();
        await using var store = _file.Open();
        await store.AppendAsync(Steps.Room, ExpectedVersion.NoStream);
        File.Delete(_file.Path + suffix);

        await AssertRefusedAsync(store);
    }

    [Fact]
    public async Task Nothing_is_acknowledged_after_the_file_was_replaced()
    {
        SkipOnWindows();
        await using var store = _file.Open();
        await store.AppendAsync(Steps.Room, ExpectedVersion.NoStream);
        // As restoring a backup would do it.
        File.Copy(_file.Path, $"{_file.Path}.copy");
        File.Move($"{_file.Path}.copy", _file.Path, overwrite: true);

        await AssertRefusedAsync(store);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-wal")]
    public async Task A_file_that_is_renamed_and_put_back_is_used_again_with_all_that_it_has(string suffix)
    {
        SkipOnWindows();
        await using var store = _file.Open();
        await store.AppendAsync(Steps.Room, ExpectedVersion.NoStream);
        var path = _file.Path + suffix;
        File.Move(path, $"{path}.away");
        var unknown = await AssertRefusedAsync(store);
        File.Move($"{path}.away", path);

        // It was committed where nobody would have found it; now somebody does.
        Assert.True((await store.AppendAsync(unknown)).AlreadyCommitted);
        await store.AppendAsync(Steps.Room, ExpectedVersion.Exactly(2));
        Assert.Equal(3, (await store.VerifyAsync())[Steps.Room]);
    }

    /// <returns>The append whose outcome is not known: it was committed before the loss was seen.</returns>
    private static async Task<AppendRequest> AssertRefusedAsync(SqliteEventStore store)
    {
        var first = DiskSteps.Request(Steps.Room);
        var unknown = await Assert.ThrowsAsync<AppendOutcomeUnknownException>(async () => await store.AppendAsync(first));
        Assert.Equal(first.CommitId, unknown.CommitId);
        for (var i = 0; i < 2; i++)
        {
            var refused = await Assert.ThrowsAsync<EventStoreUnavailableException>(async () => await store.AppendAsync(DiskSteps.Request(Steps.Room)));
            Assert.Contains("deleted, renamed or replaced", refused.Message, StringComparison.Ordinal);
        }
        return first;
    }

    private static void SkipOnWindows() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows lets nobody delete or rename a file that is open.");
}
