using SmartCampus.Events.Worker;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>ES1 down to the system calls: an append is acknowledged after the log that holds it was flushed.</summary>
public sealed class FlushTests : IDisposable
{
    private readonly StoreFile _file = new();

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    public async Task No_acknowledgement_is_written_before_the_flush_of_its_append(int clients)
    {
        var report = await TraceAsync(clients, SqliteDurability.Full);
        Assert.Equal(clients * 10, report.Acknowledged);
        Assert.Equal(0, report.Early);
        if (clients == 1) Assert.True(report.Flushes >= report.Acknowledged, report.ToString());
    }

    [Fact]
    public async Task Without_the_flush_the_trace_shows_acknowledgements_that_come_too_early() =>
        Assert.True((await TraceAsync(1, SqliteDurability.Normal)).Early > 0);

    private async Task<FlushReport> TraceAsync(int clients, SqliteDurability durability)
    {
        Assert.SkipUnless(await FlushTrace.IsAvailableAsync(), "strace is not installed, or may not trace here.");
        var settings = new WorkerSettings { Path = _file.Path, Seed = 1, Clients = clients, Count = 10, Durability = durability };
        return await FlushTrace.RunAsync(Path.GetDirectoryName(_file.Path)!, settings);
    }
}
