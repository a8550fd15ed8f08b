using SQLitePCL;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>ES14: an append that cannot be written is not acknowledged, and the store works again afterwards.</summary>
public sealed class FaultTests : IDisposable
{
    private readonly StoreFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task A_file_that_stays_locked_is_an_error_and_works_again_when_it_is_free()
    {
        await using var store = StoreFile.Open(_file.Options with { BusyTimeout = TimeSpan.FromMilliseconds(20) });
        await store.AppendAsync(Steps.Room, ExpectedVersion.NoStream);
        using (var other = _file.OpenRaw())
        {
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(other, "begin immediate"));
            await Assert.ThrowsAsync<EventStoreUnavailableException>(async () => await store.AppendAsync(Steps.Room, ExpectedVersion.Exactly(1)));
            Assert.Single(await store.ReadAsync(Steps.Room));
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(other, "rollback"));
        }
        await store.AppendAsync(Steps.Room, ExpectedVersion.Exactly(1));
        Assert.Equal(2, (await store.VerifyAsync())[Steps.Room]);
    }

    [Fact]
    public async Task A_write_that_fails_in_the_middle_leaves_nothing_behind_and_the_store_works_again()
    {
        await using var store = _file.Open(indexBatchSize: 2);
        // The trigger stands for any error of a statement: it fails the third event of what is one commit.
        _file.Execute("create trigger fault before insert on events when new.version = 3 begin select raise(abort, 'fault'); end;");
        var request = new AppendRequest(Steps.Part(Steps.Room, ExpectedVersion.Any, 4));
        await Assert.ThrowsAsync<EventStoreUnavailableException>(async () => await store.AppendAsync(request, TestContext.Current.CancellationToken));
        Assert.Empty(await store.ReadAllAsync());
        _file.Execute("drop trigger fault;");
        Assert.False((await store.AppendAsync(request, TestContext.Current.CancellationToken)).AlreadyCommitted);
        Assert.Equal(4, (await store.VerifyAsync())[Steps.Room]);
    }

    [Fact]
    public async Task An_index_that_cannot_be_written_loses_nothing_and_is_written_later()
    {
        await using (var store = _file.Open(indexBatchSize: 2))
        {
            _file.Execute("create trigger fault before insert on runs begin select raise(abort, 'fault'); end;");
            for (var i = 0; i < 5; i++) await store.AppendAsync(Steps.Room, ExpectedVersion.Exactly(i));
            Assert.Equal(5, (await store.VerifyAsync())[Steps.Room]);
            Assert.Equal(0, _file.Number("select count(*) from runs"));
            _file.Execute("drop trigger fault;");
            await store.AppendAsync(Steps.Room, ExpectedVersion.Exactly(5));
            Assert.Equal(6, (await store.VerifyAsync())[Steps.Room]);
        }
        Assert.Equal(1, _file.Number("select count(*) from runs"));
    }

    [Fact]
    public async Task An_index_that_can_never_be_written_refuses_appends_before_the_memory_is_full()
    {
        await using var store = _file.Open(indexBatchSize: 2);
        _file.Execute("create trigger fault before insert on runs begin select raise(abort, 'fault'); end;");
        for (var i = 0; i < 16; i++) await store.AppendAsync(Steps.Room, ExpectedVersion.Exactly(i));
        for (var i = 0; i < 3; i++)
        {
            var refused = await Assert.ThrowsAsync<EventStoreUnavailableException>(async () => await store.AppendAsync(Steps.Room, ExpectedVersion.Exactly(16)));
            Assert.Contains("index", refused.Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<EventStoreUnavailableException>(async () => await store.DeleteAsync(Steps.Room, ExpectedVersion.Any, TestContext.Current.CancellationToken));
        }
        Assert.Equal(16, (await store.VerifyAsync())[Steps.Room]);

        _file.Execute("drop trigger fault;");
        await store.AppendAsync(Steps.Room, ExpectedVersion.Exactly(16));
        Assert.Equal(17, (await store.VerifyAsync())[Steps.Room]);
        Assert.Equal(16, _file.Number("select position from mark"));
    }

    [Fact]
    public async Task A_stream_that_is_damaged_takes_no_append_to_another_with_it() // ES13
    {
        var (bad, good) = (new StreamId("bad"), new StreamId("good"));
        await using (var before = _file.Open(indexBatchSize: 1)) await before.AppendAsync(bad, ExpectedVersion.NoStream);
        _file.Execute("update streams set token = 7 where stream = 'bad';");

        await using var store = _file.Open();
        var damaged = Enumerable.Range(0, 50).Select(_ => store.AppendAsync(bad, ExpectedVersion.Any).AsTask()).ToList();
        var sound = Enumerable.Range(0, 50).Select(_ => store.AppendAsync(good, ExpectedVersion.Any).AsTask()).ToList();
        await Task.WhenAll(sound);
        foreach (var each in damaged) await Assert.ThrowsAsync<CorruptEventException>(() => each);
    }

    [Fact]
    public async Task A_letter_that_cannot_be_written_takes_no_append_with_it()
    {
        await using var store = _file.Open();
        _file.Execute("create trigger fault before insert on dead_letters begin select raise(abort, 'fault'); end;");
        var claim = (await store.TryClaimAsync("g", "ada", TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken))!;
        var letter = new DeadLetter("g", Steps.Room, new GlobalPosition(1), "seat-taken", "why", 1, DateTimeOffset.UnixEpoch);

        Task letterTask;
        List<Task<AppendResult>> appends;
        using (var other = _file.OpenRaw())
        {
            // While the file is locked, all but the first operation wait together for one commit.
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(other, "begin immediate"));
            appends = [.. Enumerable.Range(0, 5).Select(_ => store.AppendAsync(Steps.Room, ExpectedVersion.Any).AsTask())];
            letterTask = store.AddAsync(claim, letter, TestContext.Current.CancellationToken).AsTask();
            appends.AddRange(Enumerable.Range(0, 5).Select(_ => store.AppendAsync(Steps.Room, ExpectedVersion.Any).AsTask()));
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(other, "rollback"));
        }
        await Task.WhenAll(appends);
        await Assert.ThrowsAsync<EventStoreUnavailableException>(() => letterTask);
        Assert.Equal(10, (await store.VerifyAsync())[Steps.Room]);
    }

    [Fact]
    public async Task One_append_that_is_refused_takes_no_other_with_it()
    {
        await using var store = _file.Open();
        var good = Enumerable.Range(0, 50).Select(i => store.AppendAsync(new StreamId($"room-{i}"), ExpectedVersion.NoStream).AsTask()).ToList();
        var bad = Enumerable.Range(0, 50).Select(i => store.AppendAsync(new StreamId($"room-{i}"), ExpectedVersion.Exactly(7)).AsTask()).ToList();
        await Task.WhenAll(good);
        foreach (var each in bad) Assert.Equal(1, (await Assert.ThrowsAsync<ConcurrencyException>(() => each)).Actual.Value);
        Assert.Equal(50, (await store.VerifyAsync()).Count);
    }
}
