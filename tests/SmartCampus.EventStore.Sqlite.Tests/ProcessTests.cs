using SmartCampus.Events.Worker;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>ES1 to ES6 with several processes that append to one file, to the same streams and to streams of their own.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly StoreFile _file = new();

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Processes_on_one_file_share_streams_without_a_gap_or_a_lost_append(int processes)
    {
        const int clients = 5, count = 20;
        var ledger = new Ledger();
        var workers = Enumerable.Range(0, processes).Select(i => Start(ledger, i, clients, count)).ToList();
        Assert.All(await Task.WhenAll(workers.Select(w => w.ExitAsync(Cancellation))), code => Assert.Equal(0, code));
        workers.ForEach(w => w.Dispose());

        var report = await Audit.RunAsync(_file.Options, ledger);
        Assert.Equal(processes * clients * count, report.Acknowledged);
        Assert.Equal(report.Acknowledged, report.Commits);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task A_process_that_is_killed_leaves_no_lock_and_the_others_go_on(int processes)
    {
        const int clients = 5, count = 30;
        var ledger = new Ledger();
        var others = Enumerable.Range(1, processes - 1).Select(i => Start(ledger, i, clients, count)).ToList();
        for (var round = 0; round < 3; round++)
        {
            using var killed = Start(ledger, 100 + round, clients, int.MaxValue);
            await killed.AcknowledgedAsync(10 + round);
            await killed.KillAsync();
            Assert.True(killed.Acknowledged >= 10);
        }
        Assert.All(await Task.WhenAll(others.Select(w => w.ExitAsync(Cancellation))), code => Assert.Equal(0, code));
        Assert.All(others, w => Assert.Equal(clients * count, w.Acknowledged));
        others.ForEach(w => w.Dispose());

        await Audit.RunAsync(_file.Options, ledger);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private WorkerProcess Start(Ledger ledger, int seed, int clients, int count) => WorkerProcess.Start(
        new WorkerSettings { Path = _file.Path, Seed = seed, Clients = clients, Count = count, IndexBatchSize = 40, Checkpoints = true, Extras = true }, ledger);
}
