using SQLitePCL;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>ES1 and ES13 for files as a crash or a bad disk leaves them: a write-ahead log that is cut off, a checkpoint that was half done, a file that is cut short.</summary>
public sealed class TornFileTests : IDisposable
{
    private readonly StoreFile _file = new();
    private readonly List<(AppendRequest Request, int EndInLog)> _acknowledged = [];

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // with frames behind the end that are left from before a restart of the log
    public async Task A_log_that_is_torn_anywhere_leaves_whole_commits_among_them_all_whose_frames_are_whole(bool isRestarted)
    {
        var (main, log) = await CrashAsync(isRestarted);
        var random = Seeded();
        foreach (var end in WalFile.Frames(log).Prepend(WalFile.HeaderSize).Prepend(0))
        {
            foreach (var at in (int[])[end, Math.Min(end + random.Next(1, WalFile.FrameSize), log.Length)])
            {
                await AssertPrefixAsync(main, log[..at], at);
                await AssertPrefixAsync(main, [.. log[..at], .. new byte[log.Length - at]], at);
                var garbage = log.ToArray();
                random.NextBytes(garbage.AsSpan(at));
                await AssertPrefixAsync(main, garbage, at);
            }
        }
    }

    [Fact]
    public async Task A_checkpoint_that_a_crash_cuts_off_after_any_page_loses_nothing()
    {
        var (main, log) = await CrashAsync(isRestarted: false);
        Put(main, log);
        _file.Execute("pragma wal_checkpoint(passive);");
        var done = await File.ReadAllBytesAsync(_file.Path, Cancellation);
        Assert.True(done.Length > main.Length);
        for (var written = 4_096; written <= done.Length; written += 4_096)
        {
            // Pages are written in their order, the header first, which may count more pages than the file has by then.
            await AssertPrefixAsync([.. done[..written], .. main.Skip(written)], log, log.Length);
        }
    }

    [Fact]
    public async Task A_file_that_is_cut_short_gives_everything_or_is_refused()
    {
        var (main, log) = await CrashAsync(isRestarted: true);
        var random = Seeded();
        for (var page = 0; page < main.Length; page += 4_096)
        {
            foreach (var length in (int[])[page, page + random.Next(1, 4_096)])
            {
                Put(main[..length], log);
                await AssertAllOrTypedErrorAsync();
            }
        }
    }

    [Fact]
    public async Task A_closed_file_that_is_cut_short_is_refused()
    {
        var (main, log) = await CrashAsync(isRestarted: false);
        Put(main, log);
        await _file.Open().DisposeAsync();
        main = await File.ReadAllBytesAsync(_file.Path, Cancellation);
        var random = Seeded();
        for (var page = 0; page < main.Length; page += 4_096)
        {
            foreach (var length in (int[])[Math.Max(1, page), page + random.Next(1, 4_096)])
            {
                Put(main[..length], []);
                await Assert.ThrowsAnyAsync<EventStoreException>(() => ReadAsync());
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_is_lost_while_its_log_is_there_is_refused_and_the_log_is_kept(bool isEmpty)
    {
        var (_, log) = await CrashAsync(isRestarted: false);
        Put([], log);
        if (!isEmpty) File.Delete(_file.Path);
        var refused = Assert.Throws<EventStoreFormatException>(() => _file.Open());
        Assert.Contains("-wal", refused.Message, StringComparison.Ordinal);
        Assert.Equal(log, await File.ReadAllBytesAsync(_file.Path + "-wal", Cancellation));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Random Seeded()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        return new Random(seed);
    }

    /// <summary>Makes a file and a log beside it as a crash leaves them, and remembers where in the log each acknowledged commit ends.</summary>
    private async Task<(byte[] Main, byte[] Log)> CrashAsync(bool isRestarted)
    {
        await _file.Open().DisposeAsync();
        using (var last = _file.OpenRaw())
        {
            // The last connection moves the log into the file when it is closed, unless it is told not to.
            raw.sqlite3_busy_timeout(last, 60_000);
            raw.sqlite3_db_config(last, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _);
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(last, "select * from mark"));
            await using (var store = _file.Open(indexBatchSize: 60))
            {
                await AppendAsync(store, 8);
                if (isRestarted)
                {
                    Assert.Equal(raw.SQLITE_OK, raw.sqlite3_wal_checkpoint_v2(last, null, raw.SQLITE_CHECKPOINT_RESTART, out _, out _));
                    for (var i = 0; i < _acknowledged.Count; i++) _acknowledged[i] = (_acknowledged[i].Request, 0);
                }
                await AppendAsync(store, 4);
            }
        }
        var log = await File.ReadAllBytesAsync(_file.Path + "-wal", Cancellation);
        if (isRestarted) Assert.True(WalFile.EndOfLastCommit(log) < log.Length);
        return (await File.ReadAllBytesAsync(_file.Path, Cancellation), log);
    }

    private async Task AppendAsync(SqliteEventStore store, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var request = new AppendRequest([Steps.Part(new StreamId($"room-{i % 3}"), ExpectedVersion.Any, 1 + (i * 17 % 60)), Steps.Part(new StreamId("log"), ExpectedVersion.Any)]);
            await store.AppendAsync(request, Cancellation);
            _acknowledged.Add((request, WalFile.EndOfLastCommit(await File.ReadAllBytesAsync(_file.Path + "-wal", Cancellation))));
        }
    }

    private void Put(byte[] main, byte[] log)
    {
        File.Delete(_file.Path + "-shm");
        File.WriteAllBytes(_file.Path, main);
        File.WriteAllBytes(_file.Path + "-wal", log);
    }

    private async Task AssertPrefixAsync(byte[] main, byte[] log, int whole)
    {
        Put(main, log);
        await using var store = _file.Open(indexBatchSize: 60);
        await store.VerifyAsync();
        var found = (await store.ReadAllAsync()).GroupBy(e => e.CommitId).Select(c => (c.Key, c.Count())).ToList();
        // Where a commit ends is looked up after its acknowledgement, when a write of the index may have followed it.
        Assert.True(found.Count >= _acknowledged.Count(a => a.EndInLog <= whole), $"{found.Count} commits are left when {whole} bytes of the log are.");
        Assert.Equal(_acknowledged.Take(found.Count).Select(a => (a.Request.CommitId, a.Request.Streams.Sum(s => s.Events.Count))), found);
        for (var i = 0; i < _acknowledged.Count; i++)
            Assert.Equal(i < found.Count, (await store.AppendAsync(_acknowledged[i].Request, Cancellation)).AlreadyCommitted);
    }

    private async Task AssertAllOrTypedErrorAsync()
    {
        try
        {
            Assert.Equal(_acknowledged.Select(a => a.Request.CommitId), await ReadAsync());
        }
        catch (EventStoreException)
        {
            // Refused, by an error that says what is wrong.
        }
    }

    private async Task<IEnumerable<CommitId>> ReadAsync()
    {
        await using var store = _file.Open(indexBatchSize: 60);
        await store.VerifyAsync();
        return (await store.ReadAllAsync()).Select(e => e.CommitId).Distinct();
    }
}
