using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>ES13: whatever is changed in a stored event is found, on every read path, and named by its position.</summary>
public sealed class CorruptionTests : IDisposable
{
    private readonly StoreFile _file = new();

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData("data = cast(replace(data, 'room', 'Room') as blob)")]
    [InlineData("data = x''")]
    [InlineData("metadata = x'00'")]
    [InlineData("type = 'seat-freed'")]
    [InlineData("schema_version = 2")]
    [InlineData("recorded_at = recorded_at + 1")]
    [InlineData("token = 9")]
    [InlineData("checksum = checksum + 1")]
    [InlineData("header_checksum = header_checksum + 1")]
    [InlineData("commit_id = zeroblob(16)")]
    [InlineData("commit_hash = zeroblob(16)")]
    public async Task A_changed_column_is_found_by_every_reader(string change)
    {
        await AppendThreeAsync(indexBatchSize: 1);
        _file.Execute($"update events set {change} where position = 2;");

        await using var store = _file.Open();
        Assert.Equal(2, (await Assert.ThrowsAsync<CorruptEventException>(async () => await store.ReadAsync(Steps.Room))).Position.Value);
        Assert.Equal(2, (await Assert.ThrowsAsync<CorruptEventException>(async () => await store.ReadAllAsync())).Position.Value);
        var backward = new AllReadOptions { Direction = ReadDirection.Backward, Filter = new EventFilter { StreamPrefix = "other" } };
        Assert.Equal(2, (await Assert.ThrowsAsync<CorruptEventException>(async () => await store.ReadAllAsync(backward))).Position.Value);
    }

    [Theory]
    [InlineData("update events set kind = 2 where position = 2;")]
    [InlineData("update events set version = 7 where position = 2;")]
    [InlineData("update events set stream = 'room-2' where position = 2;")]
    [InlineData("update events set token = 9 where position = 2;")] // ES12
    [InlineData("update events set commit_id = zeroblob(16) where position = 2;")] // ES4
    [InlineData("update events set commit_hash = zeroblob(16) where position = 2;")] // ES4
    [InlineData("update events set commit_hash = null where position = 2;")] // ES4
    [InlineData("update events set header_checksum = 0 where position = 2;")]
    [InlineData("delete from events where position = 2;")]
    public async Task A_log_that_is_damaged_after_the_mark_is_not_opened(string change)
    {
        await AppendThreeAsync();
        _file.Execute(change);
        Assert.Equal(2, Assert.Throws<CorruptEventException>(() => _file.Open()).Position.Value);
    }

    [Fact]
    public async Task A_commit_that_lost_its_last_entries_is_not_opened() // ES1
    {
        await using (var store = _file.Open()) await store.AppendAsync(Steps.Room, ExpectedVersion.NoStream, 4);
        _file.Execute("delete from events where position > 2;");
        Assert.Equal(3, Assert.Throws<CorruptEventException>(() => _file.Open()).Position.Value);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16_384)]
    public async Task An_end_of_the_log_that_is_lost_whole_while_the_file_is_closed_is_missed(int indexBatchSize) // ES1
    {
        await AppendThreeAsync(indexBatchSize);
        _file.Execute("delete from events where position = 3;");
        Assert.Equal(3, Assert.Throws<CorruptEventException>(() => _file.Open()).Position.Value);
    }

    [Theory]
    [InlineData("delete from events where position = 2;", ReadDirection.Forward)]
    [InlineData("delete from events where position = 2;", ReadDirection.Backward)]
    [InlineData("delete from events where position = 6;", ReadDirection.Forward)] // between two that were removed
    [InlineData("delete from events where position = 1;", ReadDirection.Backward)] // at the end of the way back
    [InlineData("update removed set positions = zeroblob(512);", ReadDirection.Forward)]
    [InlineData("delete from removed;", ReadDirection.Backward)]
    public async Task An_indexed_entry_that_is_lost_is_missed_by_readers_of_the_whole_log(string change, ReadDirection direction)
    {
        await AppendThreeAsync(indexBatchSize: 1);
        await using (var store = _file.Open(indexBatchSize: 1))
        {
            var gone = new StreamId("gone");
            for (var i = 0; i < 4; i++) await store.AppendAsync(i % 2 == 0 ? Steps.Room : gone, ExpectedVersion.Any);
            await store.DeleteAsync(gone, ExpectedVersion.Any, Cancellation);
        }
        var options = new AllReadOptions { Direction = direction, MaxCount = 2 };
        await using (var sound = _file.Open()) Assert.Equal(5, (await sound.ReadAllAsync(options)).Count);
        _file.Execute(change);
        await using var again = _file.Open();
        await Assert.ThrowsAsync<CorruptEventException>(async () => await again.ReadAllAsync(options));
    }

    [Theory]
    [InlineData("delete from commits where first = (select min(first) from commits);")]
    [InlineData("delete from commits where first = (select first from commits order by first limit 1 offset 2);")]
    [InlineData("delete from commits where first = (select max(first) from commits);")]
    [InlineData("update commits set first = randomblob(16) where first = (select max(first) from commits);")]
    [InlineData("update commits set commits = substr(commits, 1, length(commits) / 2) where first = (select max(first) from commits);")]
    [InlineData("update commits set next = zeroblob(16) where first = (select min(first) from commits);")]
    public async Task A_commit_whose_block_is_lost_is_not_taken_for_a_new_one(string change) // ES4
    {
        var requests = Enumerable.Range(0, 400).Select(_ => new AppendRequest(Steps.Part(Steps.Room, ExpectedVersion.Any))).ToList();
        await using (var store = _file.Open(indexBatchSize: 30))
        {
            foreach (var request in requests) await store.AppendAsync(request, Cancellation);
        }
        _file.Execute(change);
        await using var again = _file.Open();
        var (told, errors) = (0, 0);
        foreach (var request in requests)
        {
            try
            {
                Assert.True((await again.AppendAsync(request, Cancellation)).AlreadyCommitted);
                told++;
            }
            catch (CorruptEventException)
            {
                errors++;
            }
        }
        Assert.True(errors > 0 && told + errors == requests.Count);
        Assert.Equal(requests.Count, (await again.VerifyAsync())[Steps.Room]);
    }

    [Fact]
    public async Task A_deleted_stream_that_lost_its_row_is_not_taken_for_a_new_one() // ES9
    {
        await using (var store = _file.Open(indexBatchSize: 1))
        {
            await store.AppendAsync(Steps.Room, ExpectedVersion.NoStream, 2);
            await store.TombstoneAsync(Steps.Room, ExpectedVersion.Any, Cancellation);
        }
        _file.Execute("delete from streams where stream = 'room-1';");
        await using var again = _file.Open();
        await Assert.ThrowsAsync<CorruptEventException>(async () => await again.AppendAsync(Steps.Room, ExpectedVersion.NoStream));
    }

    [Fact]
    public async Task A_commit_of_another_store_that_lost_its_last_entries_is_found_by_every_reader_and_writer() // ES1
    {
        await using var store = _file.Open();
        await store.AppendAsync(Steps.Room, ExpectedVersion.NoStream, 2);
        await using (var other = _file.Open()) await other.AppendAsync(Steps.Room, ExpectedVersion.Exactly(2), 3);
        _file.Execute("delete from events where position > 4;");
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(5, (await Assert.ThrowsAsync<CorruptEventException>(async () => await store.ReadAsync(Steps.Room))).Position.Value);
            Assert.Equal(5, (await Assert.ThrowsAsync<CorruptEventException>(async () => await store.ReadAllAsync())).Position.Value);
            Assert.Equal(5, (await Assert.ThrowsAsync<CorruptEventException>(async () => await store.AppendAsync(Steps.Room, ExpectedVersion.Any))).Position.Value);
        }
    }

    [Fact]
    public async Task An_end_of_the_log_that_is_lost_under_an_open_store_is_not_written_over() // ES6
    {
        await using var store = _file.Open();
        for (var i = 0; i < 3; i++) await store.AppendAsync(Steps.Room, ExpectedVersion.Exactly(i));
        _file.Execute("delete from events where position = 3;");
        Assert.Equal(3, (await Assert.ThrowsAsync<CorruptEventException>(async () => await store.AppendAsync(Steps.Room, ExpectedVersion.Any))).Position.Value);
        Assert.Equal(3, (await Assert.ThrowsAsync<CorruptEventException>(async () => await store.ReadAsync(Steps.Room))).Position.Value);
    }

    [Fact]
    public async Task An_entry_of_another_stream_that_is_lost_after_the_mark_is_missed()
    {
        await using (var store = _file.Open())
        {
            foreach (var name in (string[])["a", "b", "c"]) await store.AppendAsync(new StreamId(name), ExpectedVersion.NoStream);
        }
        _file.Execute("delete from events where position = 2;");
        Assert.Equal(2, Assert.Throws<CorruptEventException>(() => _file.Open()).Position.Value);
    }

    [Theory]
    [InlineData("update mark set position = 2;")]
    [InlineData("update mark set position = 0;")]
    [InlineData("update mark set position = 9;")]
    [InlineData("update mark set checksum = 0;")]
    [InlineData("delete from mark;")]
    [InlineData("delete from events;")]
    public async Task A_mark_that_was_changed_or_is_above_the_log_is_found(string change)
    {
        await AppendThreeAsync(indexBatchSize: 1);
        _file.Execute(change);
        Assert.Throws<CorruptEventException>(() => _file.Open());
    }

    [Fact]
    public async Task A_stream_that_lost_its_row_is_not_taken_for_a_new_one() // ES2
    {
        await AppendThreeAsync(indexBatchSize: 1);
        _file.Execute("update streams set stream = 'other' where stream = 'room-1';");
        await using var store = _file.Open();
        await Assert.ThrowsAsync<CorruptEventException>(async () => await store.AppendAsync(Steps.Room, ExpectedVersion.NoStream));
        await Assert.ThrowsAsync<CorruptEventException>(async () => await store.ReadAsync(Steps.Room));
        await store.AppendAsync(new StreamId("third"), ExpectedVersion.NoStream);
    }

    [Theory]
    [InlineData("update events set version = 7 where position = 2;")]
    [InlineData("update events set stream = 'room-2' where position = 2;")]
    [InlineData("delete from events where position = 2;")]
    [InlineData("update runs set positions = x'0103' where stream = 'room-1';")]
    [InlineData("update runs set positions = x'80' where stream = 'room-1';")]
    [InlineData("delete from runs where stream = 'room-1';")]
    [InlineData("update streams set head = 2 where stream = 'room-1';")]
    public async Task A_log_and_an_index_that_disagree_are_found(string change)
    {
        await AppendThreeAsync(indexBatchSize: 1);
        _file.Execute(change);
        await using var store = _file.Open();
        await Assert.ThrowsAsync<CorruptEventException>(async () => await store.ReadAsync(Steps.Room));
    }

    [Fact]
    public async Task A_damaged_snapshot_is_passed_over_for_an_older_one() // ES8
    {
        await AppendThreeAsync();
        await using (var store = _file.Open())
        {
            await store.SaveSnapshotAsync(new Snapshot(Steps.Room, 1, "v1", new byte[] { 1 }), Cancellation);
            await store.SaveSnapshotAsync(new Snapshot(Steps.Room, 2, "v1", new byte[] { 2 }), Cancellation);
        }
        _file.Execute("update snapshots set state = x'07' where version = 2;");
        await using var again = _file.Open();
        Assert.Equal(1, (await again.GetLatestSnapshotAsync(Steps.Room, "v1", null, Cancellation))!.Version.Value);
    }

    [Theory]
    [InlineData("update checkpoints set position = 3;")]
    [InlineData("update checkpoints set epoch = 9;")]
    [InlineData("update checkpoints set released = 1;")]
    [InlineData("update checkpoints set expires_at = 0;")]
    [InlineData("update checkpoints set owner = 'eve';")]
    public async Task A_damaged_checkpoint_lets_no_consumer_pass_over_events(string change)
    {
        await AppendThreeAsync();
        await using var store = _file.Open();
        await store.SaveAsync((await store.TryClaimAsync("g", "ada", TimeSpan.FromMinutes(1), Cancellation))!, new GlobalPosition(1), Cancellation);
        _file.Execute(change);
        await Assert.ThrowsAsync<CorruptEventException>(async () => await ((ICheckpointStore)store).ReadAsync("g", Cancellation));
        await Assert.ThrowsAsync<CorruptEventException>(async () => await store.TryClaimAsync("g", "bob", TimeSpan.FromMinutes(1), Cancellation));
        Assert.NotNull(await store.TryClaimAsync("other", "bob", TimeSpan.FromMinutes(1), Cancellation));
    }

    [Theory]
    [InlineData("update dead_letters set position = 3;")]
    [InlineData("update dead_letters set stream = 'room-2';")]
    [InlineData("update dead_letters set reason = '';")]
    [InlineData("update dead_letters set attempts = 0;")]
    public async Task A_damaged_dead_letter_is_found(string change)
    {
        await AppendThreeAsync();
        await using var store = _file.Open();
        var claim = (await store.TryClaimAsync("g", "ada", TimeSpan.FromMinutes(1), Cancellation))!;
        await store.AddAsync(claim, new DeadLetter("g", Steps.Room, new GlobalPosition(2), "seat-taken", "why", 1, DateTimeOffset.UnixEpoch), Cancellation);
        _file.Execute(change);
        await Assert.ThrowsAsync<CorruptEventException>(async () => await ((IDeadLetterStore)store).ReadAsync("g", null, default, 10, Cancellation));
    }

    [Theory]
    [InlineData("update store set store_id = zeroblob(16);")]
    [InlineData("delete from store;")]
    public async Task A_store_whose_identity_is_damaged_is_not_opened(string change)
    {
        await AppendThreeAsync();
        _file.Execute(change);
        Assert.Throws<CorruptEventException>(() => _file.Open());
    }

    [Fact]
    public async Task A_damaged_commit_id_is_not_taken_for_a_conflict()
    {
        var request = new AppendRequest(Steps.Part(Steps.Room, ExpectedVersion.Any));
        await using (var store = _file.Open(indexBatchSize: 1)) await store.AppendAsync(request, Cancellation);
        _file.Execute("update commits set commits = zeroblob(length(commits));");
        await using var again = _file.Open();
        await Assert.ThrowsAsync<CorruptEventException>(async () => await again.AppendAsync(request, Cancellation));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task AppendThreeAsync(int indexBatchSize = 16_384)
    {
        await using var store = _file.Open(indexBatchSize);
        for (var i = 0; i < 3; i++) await store.AppendAsync(Steps.Room, ExpectedVersion.Exactly(i));
    }
}
