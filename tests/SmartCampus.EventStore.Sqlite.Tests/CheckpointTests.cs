using SmartCampus.Events.Worker;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>What the write-ahead log holds is moved into the file in the background, and not only by the next commit or at the end.</summary>
public sealed class CheckpointTests : IDisposable
{
    private readonly StoreFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task A_long_log_is_moved_into_the_file_while_nobody_writes()
    {
        const int MiB = 1_024 * 1_024;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        await using var store = _file.Open();
        var large = Enumerable.Range(1, 6).Select(object (number) => new SeatTaken(new string('x', MiB - 1_000), number)).ToArray();
        await store.AppendAsync(StreamAppend.To(Steps.Room, ExpectedVersion.NoStream, large), patience.Token);

        while (new FileInfo(_file.Path).Length < 5 * MiB) await Task.Delay(1, patience.Token);
    }
}
