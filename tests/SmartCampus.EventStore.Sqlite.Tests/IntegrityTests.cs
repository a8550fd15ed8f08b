using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>The integrity check finds each kind of damage, names the first bad position, and finds nothing in a sound file.</summary>
public sealed class IntegrityTests : IDisposable
{
    private readonly StoreFile _file = new();

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(16_384)]
    public async Task A_sound_file_is_found_sound_while_it_is_in_use(int indexBatchSize)
    {
        await using var store = await CampusFile.WriteAsync(_file, indexBatchSize);
        var progress = new Progress();
        var report = await SqliteEventStore.CheckIntegrityAsync(_file.Path, progress, Cancellation);
        Assert.True(report.IsSound, report.ToString());
        Assert.Equal(_file.Number("select count(*) from events"), report.Entries);
        Assert.Equal(CampusFile.Entries, report.Last.Value);
        Assert.Null(report.FirstBadPosition);
        Assert.Empty(report.Findings);
        Assert.Equal($"{report.Entries} entries up to position {report.Last}: sound.", report.ToString());
        Assert.Equal(1, progress.Reports[^1]);
        Assert.Equal(progress.Reports.Order(), progress.Reports);
        await store.AppendAsync(Steps.Room, ExpectedVersion.Any);
    }

    [Fact]
    public async Task A_check_sees_one_moment_of_a_file_that_is_written_to_and_holds_up_no_append()
    {
        await using var store = await CampusFile.WriteAsync(_file, 4);
        var appended = 0;
        // Reports come from the check's own thread, in the middle of its work.
        var append = new Progress { OnReport = () => appended += Task.Run(async () => await store.AppendAsync(Steps.Room, ExpectedVersion.Any)).GetAwaiter().GetResult().AlreadyCommitted ? 0 : 1 };
        var report = await SqliteEventStore.CheckIntegrityAsync(_file.Path, append, Cancellation);
        Assert.True(report.IsSound, report.ToString());
        Assert.Equal(CampusFile.Entries, report.Last.Value);
        Assert.True(appended >= 2, "Nothing was appended meanwhile.");
        Assert.True((await SqliteEventStore.CheckIntegrityAsync(_file.Path, null, Cancellation)).IsSound);
    }

    [Fact]
    public async Task Files_of_several_writers_and_of_format_1_are_sound()
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Files", "format-1.db"), _file.Path);
        var before = await File.ReadAllBytesAsync(_file.Path, Cancellation);
        Assert.True((await SqliteEventStore.CheckIntegrityAsync(_file.Path, null, Cancellation)).IsSound);
        Assert.Equal(before, await File.ReadAllBytesAsync(_file.Path, Cancellation));
        await using (var first = _file.Open(indexBatchSize: 3))
        await using (var second = _file.Open(indexBatchSize: 5))
        {
            await Task.WhenAll(Enumerable.Range(0, 40).Select(i => (i % 2 == 0 ? first : second).AppendAsync(new StreamId($"room-{i % 7}"), ExpectedVersion.Any, 1 + i % 3).AsTask()));
        }
        var report = await SqliteEventStore.CheckIntegrityAsync(_file.Path, null, Cancellation);
        Assert.True(report.IsSound, report.ToString());
    }

    // With a batch of 4 the index covers the first 20 entries or so; CampusFile says what lies where.
    [Theory]
    [InlineData("update events set data = x'00' where position = 2", 2, "The entry's checksum is wrong.")]
    [InlineData("update events set metadata = x'00' where position = 24", 24, "The entry's checksum is wrong.")]
    [InlineData("update events set version = 7 where position = 2", 2, "The entry's checksum is wrong.")]
    [InlineData("delete from events where position = 2", 2, "Version 2 of stream 'room-1' is missing.")]
    [InlineData("delete from events where position = 9", 9, "The entries from there to 9 are missing.")]
    [InlineData("delete from events where position = 23", 23, "The entries from there to 23 are missing.")]
    [InlineData("delete from events where position = 24", 24, "The last entries of commit")]
    [InlineData("update events set position = 9000000000000000000 where position = 24", 24, "The entries from there to 8999999999999999999 are missing.")]
    [InlineData("update events set position = -9000000000000000000 where position = 2", 1, "Stream 'room-1' has version 1 where 3 belongs.")]
    [InlineData("delete from commits", 1, "is not in the index.")]
    [InlineData("update commits set commits = zeroblob(length(commits))", 0, "A block of the index of commits is not what was written.")]
    [InlineData("update commits set next = x'0102030405060708090a0b0c0d0e0f10'", 0, "A block of the index of commits is not what was written.")]
    [InlineData("delete from runs where stream = 'room-1'", 1, "Version 1 of stream 'room-1' is not in the index.")]
    [InlineData("update runs set positions = x'0101' where stream = 'room-1'", 3, "Version 3 of stream 'room-1' is not in the index.")]
    [InlineData("update runs set positions = x'80' where stream = 'room-1'", 1, "Version 1 of stream 'room-1' is not in the index.")]
    [InlineData("update runs set first = 2 where stream = 'room-1'", 1, "Version 1 of stream 'room-1' lies there, and the index has version 2 at 1 next.")]
    [InlineData("insert into runs values ('room-9', 1, x'05')", 5, "The index has version 1 of stream 'room-9' there, and the log has not.")]
    [InlineData("delete from streams where stream = 'room-1'", 1, "Stream 'room-1' is not in the index.")]
    [InlineData("update streams set head = 2 where stream = 'room-1'", 0, "The index entry of stream 'room-1' is not what was written.")]
    [InlineData("update streams set tombstoned = 3 where tombstoned = 1", 0, "The index entry of stream 'tombstoned' is not what was written.")]
    [InlineData("update mark set position = position - 1", 0, "The mark up to which the log is indexed")]
    [InlineData("update mark set checksum = 0", 0, "The mark up to which the log is indexed")]
    [InlineData("delete from mark", 0, "The mark up to which the log is indexed, 0, is not what was written")]
    [InlineData("update snapshots set state = x'08'", 0, "The snapshot of stream 'room-1' at version 2 is not what was written; readers pass over it.")]
    [InlineData("update checkpoints set position = 9", 0, "The checkpoint of group 'timetables' is not what was written.")]
    [InlineData("update checkpoints set released = 2", 0, "The checkpoint of group 'timetables' is not what was written.")]
    [InlineData("update dead_letters set reason = ''", 0, "A dead letter of group 'timetables' is not what was written.")]
    [InlineData("update store set store_id = zeroblob(16)", 0, "The store's identity is not what was written.")]
    [InlineData("create table notes (text)", 0, "'notes' was added to the tables, and not by this package.")]
    [InlineData("create trigger spy before insert on events begin select 1; end", 0, "'spy' was added to the tables, and not by this package.")]
    [InlineData("drop table snapshots", 0, "'snapshots' is missing from the tables.")]
    [InlineData("alter table snapshots add column more integer", 0, "'snapshots' is defined in another way than by this package.")]
    public async Task Each_kind_of_damage_is_found_and_its_first_position_named(string damage, long position, string message)
    {
        await using (await CampusFile.WriteAsync(_file, 4)) { }
        _file.Execute(damage + ";");
        var report = await SqliteEventStore.CheckIntegrityAsync(_file.Path, null, Cancellation);
        Assert.False(report.IsSound);
        Assert.Contains(report.Findings, f => f.Message.Contains(message, StringComparison.Ordinal) && (f.Position?.Value ?? 0) == position);
        if (position > 0) Assert.Equal(position, report.FirstBadPosition?.Value);
        Assert.Contains(message, report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commit_that_is_stored_twice_is_found() // ES4
    {
        await using (var store = _file.Open())
        {
            for (var i = 0; i < 2; i++) await store.AppendAsync(new StreamId($"room-{i}"), ExpectedVersion.NoStream);
        }
        // What a faulty writer would have done: a right entry, with the identity of another.
        var id = _file.Rows("select commit_id from events where position = 1")[0];
        using (var other = new StoreFile())
        {
            await using (var store = other.Open())
            {
                await store.AppendAsync(new StreamId("room-9"), ExpectedVersion.NoStream);
                await store.AppendAsync(new StreamId("room-1"), ExpectedVersion.NoStream, id: new CommitId(new Guid(Convert.FromHexString(id), bigEndian: true)));
            }
            _file.Execute($"delete from events where position = 2; attach '{other.Path}' as other; insert into events select * from other.events where position = 2;");
        }
        var finding = Assert.Single((await SqliteEventStore.CheckIntegrityAsync(_file.Path, null, Cancellation)).Findings);
        Assert.Equal(2, finding.Position?.Value);
        Assert.EndsWith("is in the log once more.", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_is_stored_twice_is_found() // ES2: no index of the database keeps this rule
    {
        await using (var store = _file.Open(indexBatchSize: 1)) await store.AppendAsync(Steps.Room, ExpectedVersion.NoStream);
        using (var other = new StoreFile())
        {
            await using (var store = other.Open(indexBatchSize: 1))
            {
                await store.AppendAsync(new StreamId("room-9"), ExpectedVersion.NoStream);
                await store.AppendAsync(Steps.Room, ExpectedVersion.NoStream);
            }
            _file.Execute($"attach '{other.Path}' as other; insert into events select * from other.events where position = 2; delete from commits; insert into commits select * from other.commits; update mark set (position, reached, checksum) = (select position, reached, checksum from other.mark);");
        }
        var report = await SqliteEventStore.CheckIntegrityAsync(_file.Path, null, Cancellation);
        Assert.Contains(report.Findings, f => f is { Position.Value: 2, Message: "Stream 'room-1' has version 1 where 2 belongs." });
    }

    [Fact]
    public async Task A_single_finding_is_counted_in_the_singular()
    {
        await using (var store = _file.Open()) await store.AppendAsync(Steps.Room, ExpectedVersion.NoStream, count: 3);
        _file.Execute("update store set store_id = zeroblob(16);");
        var report = await SqliteEventStore.CheckIntegrityAsync(_file.Path, null, Cancellation);
        Assert.StartsWith("3 entries up to position 3: 1 finding.", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_damage_than_is_listed_is_counted()
    {
        await using (var store = _file.Open()) await store.AppendAsync(Steps.Room, ExpectedVersion.NoStream, count: 300);
        _file.Execute("update events set data = x'00' where position > 7;");
        var report = await SqliteEventStore.CheckIntegrityAsync(_file.Path, null, Cancellation);
        Assert.Equal(293, report.FindingCount);
        Assert.Equal(Enumerable.Range(8, 100).Select(p => (long?)p), report.Findings.Select(f => f.Position?.Value));
        Assert.Contains(": 293 findings.", report.ToString(), StringComparison.Ordinal);
        Assert.Contains("And 193 more.", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_cannot_be_read_is_found_by_the_position_near_it()
    {
        await using (var store = _file.Open(indexBatchSize: 1))
        {
            for (var i = 0; i < 10; i++) await store.AppendAsync(Steps.Room, ExpectedVersion.Any, count: 100);
        }
        _file.DestroyLeafWith("seat-taken");
        var report = await SqliteEventStore.CheckIntegrityAsync(_file.Path, null, Cancellation);
        Assert.Contains(report.Findings, f => f.Position is not null && f.Message.StartsWith("SQLite cannot read the page", StringComparison.Ordinal));
        Assert.Contains(report.Findings, f => f.Message.StartsWith("SQLite's own check: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_does_not_open_is_checked_and_left_as_it_is()
    {
        await using (var store = _file.Open()) await store.AppendAsync(Steps.Room, ExpectedVersion.NoStream, count: 3);
        _file.Execute("delete from events where position = 2; pragma wal_checkpoint(truncate);");
        Assert.Throws<CorruptEventException>(() => _file.Open());
        var before = await File.ReadAllBytesAsync(_file.Path, Cancellation);
        Assert.Equal(2, (await SqliteEventStore.CheckIntegrityAsync(_file.Path, null, Cancellation)).FirstBadPosition?.Value);
        Assert.Equal(before, await File.ReadAllBytesAsync(_file.Path, Cancellation));
    }

    [Fact]
    public async Task What_is_no_store_is_refused_with_a_sentence()
    {
        async Task<string> MessageAsync(string path) =>
            (await Assert.ThrowsAnyAsync<EventStoreException>(async () => await SqliteEventStore.CheckIntegrityAsync(path, null, Cancellation))).Message;

        Assert.Equal($"'{_file.Path}' does not exist. Name the file of a store.", await MessageAsync(_file.Path));
        Assert.False(File.Exists(_file.Path));
        await File.WriteAllTextAsync(_file.Path, "", Cancellation);
        Assert.Equal($"'{_file.Path}' is empty. Name the file of a store.", await MessageAsync(_file.Path));
        var folder = Path.GetDirectoryName(_file.Path)!;
        Assert.Equal($"'{folder}' is a folder. Name a file in it.", await MessageAsync(folder));
        _file.Execute("create table notes (text);");
        Assert.Equal($"'{_file.Path}' is a SQLite file of something else. It was left as it is; choose another path.", await MessageAsync(_file.Path));
    }

    [Fact]
    public async Task A_check_can_be_cancelled_in_the_middle()
    {
        await using (var store = _file.Open())
        {
            for (var i = 0; i < 10; i++) await store.AppendAsync(Steps.Room, ExpectedVersion.Any, count: 500);
        }
        using var cancel = new CancellationTokenSource();
        var progress = new Progress { OnReport = cancel.Cancel };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await SqliteEventStore.CheckIntegrityAsync(_file.Path, progress, cancel.Token));
        Assert.Single(progress.Reports);
    }

    [Fact]
    public async Task A_backup_under_appends_passes_the_check()
    {
        using var backup = new StoreFile();
        await using var store = await CampusFile.WriteAsync(_file, 4);
        var appends = Enumerable.Range(0, 200).Select(i => store.AppendAsync(new StreamId($"room-{i % 9}"), ExpectedVersion.Any, 3).AsTask()).ToList();
        await appends[20];
        await store.BackupAsync(backup.Path, Cancellation);
        await Task.WhenAll(appends);
        var report = await SqliteEventStore.CheckIntegrityAsync(backup.Path, null, Cancellation);
        Assert.True(report.IsSound, report.ToString());
        Assert.True(report.Last.Value >= CampusFile.Entries + 3);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Keeps what is reported, on the thread that reports.</summary>
    private sealed class Progress : IProgress<double>
    {
        public Action? OnReport { get; init; }

        public List<double> Reports { get; } = [];

        public void Report(double value)
        {
            Reports.Add(value);
            OnReport?.Invoke();
        }
    }
}
