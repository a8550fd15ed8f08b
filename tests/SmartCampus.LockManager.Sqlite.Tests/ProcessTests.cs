using System.Globalization;
using SmartCampus.Events;
using SmartCampus.Locking.Worker;
using Xunit;

namespace SmartCampus.Locking.Tests;

/// <summary>LM2, LM3, LM5 and LM6 between processes, some of which die or stop.</summary>
public sealed class ProcessTests : IDisposable
{
    private static readonly LockOptions Patient = new() { Lease = TimeSpan.FromSeconds(30), WaitTimeout = TimeSpan.FromMinutes(1) };

    private readonly LockFolder _folder = new();
    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public ProcessTests() => _patience.CancelAfter(TimeSpan.FromMinutes(2));

    private string StorePath => _folder.Beside("events.db");

    private CancellationToken Cancellation => _patience.Token;

    public void Dispose()
    {
        _patience.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(2, 4, 400)]
    [InlineData(4, 2, 250)]
    public async Task Processes_that_count_under_a_lock_never_overlap_and_see_rising_tokens(int processes, int tasks, int rounds)
    {
        var workers = new List<WorkerProcess>();
        for (var i = 0; i < processes; i++) workers.Add(await CountAsync(tasks, rounds));

        foreach (var worker in workers) worker.Say("go");
        foreach (var worker in workers) Assert.Equal(0, await worker.ExitAsync(Cancellation));

        var log = new CountLog(_folder.Beside("."));
        Assert.Equal(processes * tasks * rounds, log.Count);
        AssertRising(log, killed: 0, processes * tasks * rounds);
        foreach (var worker in workers) worker.Dispose();
    }

    [Fact]
    public async Task Processes_that_are_killed_while_they_count_stop_nobody()
    {
        const int tasks = 3, rounds = 100;
        using var survivor = await CountAsync(tasks, rounds);
        using var first = await CountAsync(tasks, int.MaxValue);
        using var second = await CountAsync(tasks, int.MaxValue);
        foreach (var worker in (WorkerProcess[])[survivor, first, second]) worker.Say("go");

        foreach (var victim in (WorkerProcess[])[first, second])
        {
            for (var i = 0; i < 50; i++) Assert.NotNull(await victim.ReadAsync(Cancellation));
            await victim.KillAsync();
        }

        Assert.Equal(0, await survivor.ExitAsync(Cancellation));
        AssertRising(new CountLog(_folder.Beside(".")), killed: 2, tasks * rounds);
    }

    [Fact]
    public async Task The_lock_of_a_process_that_is_killed_goes_to_the_next_when_its_lease_is_over()
    {
        using var holder = await HoldAsync(milliseconds: 1_000);
        var token = await TokenAsync(holder);
        await using var locks = SqliteLockManager.Open(_folder.Path);
        Assert.Null(await locks.TryAcquireAsync("room", "ada", Patient with { WaitTimeout = TimeSpan.Zero }, Cancellation));
        await holder.KillAsync();

        var next = await locks.AcquireAsync("room", "ada", Patient, Cancellation);

        Assert.True(next.FencingToken > token);
    }

    [Fact]
    public async Task A_waiter_that_is_killed_delays_nobody()
    {
        await using var locks = SqliteLockManager.Open(_folder.Path);
        var held = await locks.AcquireAsync("room", "ada", Patient, Cancellation);
        using var waiter = await HoldAsync(milliseconds: 60_000);
        while (await locks.InspectAsync("room", Cancellation) is not [{ Waiters.Count: 1 }]) await Task.Yield();
        var next = locks.AcquireAsync("room", "bob", Patient, Cancellation).AsTask();
        await waiter.KillAsync();

        Assert.True(await held.ReleaseAsync(Cancellation));

        Assert.Equal("bob", (await next).Owner);
    }

    [Fact]
    public async Task A_waiter_in_another_process_is_served_though_this_one_is_in_a_hot_loop()
    {
        await using var locks = SqliteLockManager.Open(_folder.Path);
        using var stop = new CancellationTokenSource();
        var loops = Enumerable.Range(0, 2).Select(loop => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                await using (await locks.AcquireAsync("room", $"loop {loop}", Patient, Cancellation)) await Task.Yield();
        })).ToArray();

        using var other = await HoldAsync(milliseconds: 60_000);

        Assert.NotEqual(0, await TokenAsync(other));
        await stop.CancelAsync();
        Assert.Equal("True", await other.AskAsync("release", Cancellation));
        await Task.WhenAll(loops);
    }

    [Fact]
    public async Task A_holder_that_is_stopped_past_its_lease_finds_its_append_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "SIGSTOP has this number on Linux.");
        using var stopped = await HoldAsync(milliseconds: 1_000);
        var token = await TokenAsync(stopped);
        Assert.Equal("appended", await stopped.AskAsync("append", Cancellation));
        stopped.Stop();

        await using var locks = SqliteLockManager.Open(_folder.Path);
        await using var store = SqliteEventStore.Open(StorePath, WorkerEvents.Serializer);
        var next = await locks.AcquireAsync("room", "ada", Patient, Cancellation);
        Assert.True(next.FencingToken > token);
        await store.AppendAsync(StreamAppend.To(new StreamId("room"), ExpectedVersion.Any, new SeatTaken("bob")) with { FencingToken = next.FencingToken });
        stopped.Continue();

        Assert.Equal("fenced", await stopped.AskAsync("append", Cancellation));
        Assert.Equal("lost", await stopped.AskAsync("lost", Cancellation));
        Assert.Equal("False", await stopped.AskAsync("release", Cancellation));
        Assert.True(await next.ReleaseAsync(Cancellation));
    }

    [Fact]
    public async Task A_lease_that_is_broken_here_is_lost_in_the_process_that_holds_it()
    {
        using var holder = await HoldAsync(milliseconds: 86_400_000);
        await TokenAsync(holder);
        await using var locks = SqliteLockManager.Open(_folder.Path);

        Assert.True(await locks.BreakAsync("room", Cancellation));

        Assert.Equal("lost", await holder.AskAsync("lost", Cancellation));
        Assert.Equal("False", await holder.AskAsync("release", Cancellation));
    }

    private Task<WorkerProcess> CountAsync(int tasks, int rounds) =>
        WorkerProcess.StartAsync(Cancellation, "count", _folder.Path, _folder.Beside("."), Text(rounds), Text(tasks));

    private Task<WorkerProcess> HoldAsync(int milliseconds) => WorkerProcess.StartAsync(Cancellation, "hold", _folder.Path, "room", Text(milliseconds), StorePath);

    private async Task<long> TokenAsync(WorkerProcess holder) => long.Parse((await holder.ReadAsync(Cancellation))!, CultureInfo.InvariantCulture);

    private static void AssertRising(CountLog log, int killed, int atLeast)
    {
        var tokens = log.Tokens(killed, out var alone);
        Assert.True(alone, "Two were in at the same time.");
        Assert.True(tokens.Count >= atLeast);
        Assert.Equal(tokens.Distinct().Order(), tokens);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
