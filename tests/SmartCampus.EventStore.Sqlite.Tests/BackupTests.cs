using System.Diagnostics;
using SmartCampus.Events.Worker;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>A backup is a whole store, made while the first one is in use.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly StoreFile _file = new();
    private readonly StoreFile _backup = new();

    public void Dispose()
    {
        _file.Dispose();
        _backup.Dispose();
    }

    [Fact]
    public async Task A_backup_holds_the_indexed_events_the_tail_and_what_lies_beside_them()
    {
        await using var store = _file.Open(indexBatchSize: 4);
        for (var i = 0; i < 3; i++) await store.AppendAsync(Steps.Room, ExpectedVersion.Exactly(2 * i), count: 2);
        await store.SaveSnapshotAsync(new Snapshot(Steps.Room, 5, "v1", new byte[] { 7 }), Cancellation);
        var claim = (await store.TryClaimAsync("g", "ada", TimeSpan.FromMinutes(1), Cancellation))!;
        await store.SaveAsync(claim, new GlobalPosition(4), Cancellation);
        Assert.Equal(4, _file.Number("select position from mark"));
        Assert.True(new FileInfo($"{_file.Path}-wal").Length > 0, "The write-ahead log holds nothing, so nothing is shown.");

        Assert.Equal(6, (await store.BackupAsync(_backup.Path, Cancellation)).Value);

        Assert.Equal([_backup.Path], Directory.GetFiles(Path.GetDirectoryName(_backup.Path)!));
        Assert.Equal(_file.Dump(), _backup.Dump());
        Assert.Equal(_file.Number("pragma application_id"), _backup.Number("pragma application_id"));
        Assert.Equal(_file.Number("pragma user_version"), _backup.Number("pragma user_version"));
        await using var copy = _backup.Open();
        Assert.Equal(store.StoreId, copy.StoreId);
        Assert.Equal(7, (await copy.AppendAsync(Steps.Room, ExpectedVersion.Exactly(6))).Position.Value);
        Assert.Equal(7, (await copy.VerifyAsync())[Steps.Room]);
        Assert.Equal(6, (await store.VerifyAsync())[Steps.Room]);
    }

    [Fact]
    public async Task A_backup_under_appends_is_a_prefix_of_whole_commits_with_all_that_was_acknowledged_before() // ES1, ES6
    {
        const int backups = 4, clients = 6;
        await using var store = _file.Open(indexBatchSize: 50);
        long acknowledged = 0;
        using var stop = new CancellationTokenSource();
        var work = Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                var result = await store.AppendAsync(new StreamId($"room-{client % 4}"), ExpectedVersion.Any, count: 3);
                InterlockedMax(ref acknowledged, result.Position.Value);
            }
        })).ToList();

        var copies = new List<(long Before, GlobalPosition Last, StoreFile File)>();
        for (var i = 0; i < backups; i++)
        {
            var start = Volatile.Read(ref acknowledged);
            while (Volatile.Read(ref acknowledged) < start + 60) await Task.Yield();
            var before = Volatile.Read(ref acknowledged);
            var file = new StoreFile();
            copies.Add((before, await store.BackupAsync(file.Path, Cancellation), file));
        }
        await stop.CancelAsync();
        await Task.WhenAll(work);

        var all = (await store.ReadAllAsync()).Select(e => (e.Position, e.Stream, e.Version, e.CommitId)).ToList();
        foreach (var (before, last, file) in copies)
        {
            using var _ = file;
            await using var copy = file.Open();
            var events = (await copy.ReadAllAsync()).Select(e => (e.Position, e.Stream, e.Version, e.CommitId)).ToList();
            Assert.True(before <= last.Value, $"{before} was acknowledged, and the backup ends at {last}.");
            Assert.Equal(all.Take((int)last.Value), events);
            Assert.All(events.CountBy(e => e.CommitId), commit => Assert.Equal(3, commit.Value));
            await copy.VerifyAsync();
        }
    }

    [Fact]
    public async Task What_is_there_already_is_refused_and_left_as_it_is()
    {
        await using var store = _file.Open();
        await File.WriteAllTextAsync(_backup.Path, "mine", Cancellation);
        var error = await Assert.ThrowsAsync<ArgumentException>(async () => await store.BackupAsync(_backup.Path, Cancellation));
        Assert.Equal($"'{_backup.Path}' exists. Choose another path for the backup, or remove it first.", error.Message);
        Assert.Equal("mine", await File.ReadAllTextAsync(_backup.Path, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.BackupAsync(_file.Path, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.BackupAsync(Path.GetDirectoryName(_backup.Path)!, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.BackupAsync(" ", Cancellation));
    }

    [Fact]
    public async Task A_folder_that_is_missing_or_read_only_is_a_sentence()
    {
        await using var store = _file.Open();
        var nowhere = Path.Combine(_backup.Path, "no.db");
        var error = await Assert.ThrowsAsync<EventStoreUnavailableException>(async () => await store.BackupAsync(nowhere, Cancellation));
        Assert.Equal($"The folder of '{nowhere}' does not exist. Create it, or choose another path.", error.Message);
        if (!OperatingSystem.IsLinux()) return;
        // Nobody, not even root, makes files there.
        error = await Assert.ThrowsAsync<EventStoreUnavailableException>(async () => await store.BackupAsync("/proc/campus-backup.db", Cancellation));
        Assert.Equal(
            "The backup '/proc/campus-backup.db' could not be written; nothing of it was left behind. See that its disk has room and its folder can be written to, and try again.",
            error.Message);
    }

    [Fact]
    public async Task A_backup_that_is_cancelled_leaves_nothing_behind()
    {
        await using var store = _file.Open();
        for (var i = 0; i < 40; i++) await store.AppendAsync(new StreamId($"room-{i}"), ExpectedVersion.NoStream, count: 500);
        var folder = Path.GetDirectoryName(_backup.Path)!;
        // A copy that was finished before the cancellation came is whole: it is removed, and the next one tried.
        for (var attempt = 0; ; attempt++)
        {
            Assert.True(attempt < 100, "No backup was ever cancelled in the middle.");
            using var cancel = new CancellationTokenSource();
            var backup = store.BackupAsync(_backup.Path, cancel.Token).AsTask();
            while (!backup.IsCompleted && Directory.GetFiles(folder).Length == 0) await Task.Yield();
            await cancel.CancelAsync();
            if (await Record.ExceptionAsync(() => backup) is { } error)
            {
                Assert.IsAssignableFrom<OperationCanceledException>(error);
                Assert.Empty(Directory.GetFiles(folder));
                break;
            }
            File.Delete(_backup.Path);
        }
        Assert.Equal(20_000, (await store.BackupAsync(_backup.Path, Cancellation)).Value);
    }

    [Fact]
    public async Task A_backup_that_finds_no_room_fails_and_leaves_nothing_behind() // ES14
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The test limits the size of files by a shell of Linux.");
        await using (var store = _file.Open())
        {
            for (var i = 0; i < 40; i++) await store.AppendAsync(new StreamId($"room-{i}"), ExpectedVersion.NoStream, count: 500);
        }
        // Files of that process end after 1,000 blocks of 512 bytes: enough for all but the copy. The runtime's own mapping would need more.
        var start = new ProcessStartInfo("sh") { UseShellExecute = false };
        foreach (var argument in (string[])["-c", "trap '' XFSZ; ulimit -f 1000; exec dotnet \"$@\"", "sh", typeof(SeatTaken).Assembly.Location, "backup", _file.Path, _backup.Path])
            start.ArgumentList.Add(argument);
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(Cancellation);
        Assert.Equal(3, process.ExitCode);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(_backup.Path)!));
    }

    [Fact]
    public async Task A_page_that_cannot_be_read_fails_the_backup_and_leaves_nothing_behind() // ES13
    {
        await using (var before = _file.Open(indexBatchSize: 1))
        {
            for (var i = 0; i < 10; i++) await before.AppendAsync(Steps.Room, ExpectedVersion.Any, count: 100);
        }
        _file.DestroyLeafWith("seat-taken");
        await using var store = _file.Open(indexBatchSize: 1);
        await Assert.ThrowsAsync<CorruptEventException>(async () => await store.BackupAsync(_backup.Path, Cancellation));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(_backup.Path)!));
    }

    [Fact]
    public async Task A_closed_store_makes_no_backup()
    {
        var store = _file.Open();
        await store.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.BackupAsync(_backup.Path, Cancellation));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static void InterlockedMax(ref long highest, long value)
    {
        for (var seen = Volatile.Read(ref highest); seen < value;)
        {
            var before = Interlocked.CompareExchange(ref highest, value, seen);
            if (before == seen) return;
            seen = before;
        }
    }
}
