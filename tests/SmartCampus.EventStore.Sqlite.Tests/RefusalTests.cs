using System.Runtime.Versioning;
using SQLitePCL;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>What is said when a file cannot be opened: which file, why, and what to do next. HO6 shows these sentences to operators.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly StoreFile _file = new();
    private string _path;

    public RefusalTests() => _path = _file.Path;

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData("locked", "'{0}' is locked by another process; nothing was stored. Try again when it is done or was ended, or raise BusyTimeout.")]
    [InlineData("folder", "'{0}' is a folder. Name a file in it.")]
    [InlineData("missing folder", "The folder of '{0}' does not exist. Create it, or choose another path.")]
    [InlineData("file as folder", "The folder of '{0}' does not exist. Create it, or choose another path.")]
    [InlineData("text", "'{0}' is no SQLite file. It was left as it is; choose another path.")]
    [InlineData("one letter", "'{0}' is no SQLite file. It was left as it is; choose another path.")]
    [InlineData("one word", "'{0}' is no SQLite file. It was left as it is; choose another path.")]
    [InlineData("other database", "'{0}' is a SQLite file of something else. It was left as it is; choose another path.")]
    [InlineData("other application", "'{0}' is a SQLite file of something else. It was left as it is; choose another path.")]
    [InlineData("newer", "'{0}' has format 1000, and this package reads formats up to 3. It was left as it is; update the package.")]
    [InlineData("no format", "'{0}' is damaged: it says that it has format 0. It was left as it is; restore a copy.")]
    [InlineData("cut off", "'{0}' is damaged. It was left as it is; restore a copy.")]
    [InlineData("log beside nothing", "'{0}' is missing or empty, and '{0}-wal' beside it belongs to another database or to a lost one. Nothing was changed; put the file back that it belongs to, or move it away.")]
    [InlineData("log beside an empty file", "'{0}' is missing or empty, and '{0}-wal' beside it belongs to another database or to a lost one. Nothing was changed; put the file back that it belongs to, or move it away.")]
    [InlineData("shared memory beside nothing", "'{0}' is missing or empty, and '{0}-shm' beside it belongs to another database or to a lost one. Nothing was changed; put the file back that it belongs to, or move it away.")]
    [InlineData("log of another database", "'{0}-wal' beside the store belongs to another database. Nothing was changed; put back the file that belongs to the store, or move it away with '{0}-shm'.")]
    [InlineData("read-only file", "'{0}' may not be written to; nothing was stored. Let this user write to it and to its folder, and try again.")]
    [InlineData("read-only folder", "'{0}' may not be written to; nothing was stored. Let this user write to it and to its folder, and try again.")]
    [InlineData("unreadable file", "'{0}' cannot be opened. Let this user read and write it and its folder, and try again.")]
    [InlineData("new file in a read-only folder", "'{0}' cannot be opened. Let this user read and write it and its folder, and try again.")]
    public async Task A_file_that_cannot_be_opened_is_left_as_it_is_and_a_sentence_says_what_to_do(string situation, string sentence)
    {
        using var inTheWay = await PrepareAsync(situation);
        var before = Contents();
        var error = Assert.ThrowsAny<EventStoreException>(() => Open(situation));
        Assert.Equal(string.Format(null, sentence, _path), error.Message);
        Assert.Equal(before, Contents());
    }

    [Fact]
    public async Task The_log_that_a_killed_process_left_belongs_to_the_store() // ES1
    {
        await using (var store = _file.Open()) await store.AppendAsync(Steps.Room, ExpectedVersion.NoStream);
        using (var other = _file.OpenRaw())
        {
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_db_config(other, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _));
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(other, "insert into snapshots (stream, schema, version, checksum) values ('room-1', 'v1', 1, 0);"));
        }
        Assert.True(File.Exists($"{_path}-wal"));
        await using var again = _file.Open();
        Assert.Equal(1, _file.Number("select count(*) from snapshots"));
    }

    private async Task<IDisposable?> PrepareAsync(string situation)
    {
        switch (situation)
        {
            case "locked":
                await MakeStoreAsync();
                var other = _file.OpenRaw();
                Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(other, "begin immediate"));
                return other;
            case "folder":
                Directory.CreateDirectory(_path);
                break;
            case "missing folder":
                _path = Path.Combine(_path, "no", "such.db");
                break;
            case "file as folder":
                await File.WriteAllTextAsync(_path, "a file", Cancellation);
                _path = Path.Combine(_path, "campus.db");
                break;
            case "text":
                await File.WriteAllTextAsync(_path, new string('x', 5_000), Cancellation);
                break;
            case "one letter":
                await File.WriteAllTextAsync(_path, "h", Cancellation);
                break;
            case "one word":
                await File.WriteAllTextAsync(_path, "hello", Cancellation);
                break;
            case "other database":
                _file.Execute("create table notes (text);");
                break;
            case "other application":
                _file.Execute("create table notes (text); pragma application_id = 7; pragma user_version = 2;");
                break;
            case "newer":
                await MakeStoreAsync("pragma user_version = 1000;");
                break;
            case "no format":
                await MakeStoreAsync("pragma user_version = 0;");
                break;
            case "cut off":
                await MakeStoreAsync();
                using (var file = File.OpenWrite(_path)) file.SetLength(file.Length / 2);
                break;
            case "log beside nothing":
                await File.WriteAllTextAsync($"{_path}-wal", "a log", Cancellation);
                break;
            case "log beside an empty file":
                await File.WriteAllTextAsync($"{_path}-wal", "a log", Cancellation);
                await File.WriteAllTextAsync(_path, "", Cancellation);
                break;
            case "shared memory beside nothing":
                await File.WriteAllTextAsync($"{_path}-shm", "shared", Cancellation);
                break;
            case "log of another database":
                await MakeStoreAsync();
                await PutForeignLogAsync();
                break;
            default:
                if (OperatingSystem.IsLinux()) await RestrictAsync(situation);
                else Assert.Skip("The test takes rights from one thread, by a system call of Linux.");
                break;
        }
        return null;
    }

    private async Task MakeStoreAsync(string sql = "select 1;")
    {
        await _file.Open().DisposeAsync();
        _file.Execute($"{sql} pragma journal_mode = delete;");
    }

    private async Task PutForeignLogAsync()
    {
        using var foreign = new StoreFile();
        using var connection = foreign.OpenRaw();
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(connection, "pragma journal_mode = wal; create table notes (text); insert into notes values ('mine');"));
        _file.Execute("pragma journal_mode = wal;");
        await File.WriteAllBytesAsync($"{_path}-wal", await ReadSharedAsync($"{foreign.Path}-wal"), Cancellation);
        // What a refused opening may leave behind; it holds nothing.
        await File.WriteAllBytesAsync($"{_path}-shm", [], Cancellation);
    }

    private static async Task<byte[]> ReadSharedAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, Cancellation);
        return bytes;
    }

    [SupportedOSPlatform("linux")]
    private async Task RestrictAsync(string situation)
    {
        if (situation != "new file in a read-only folder") await _file.Open().DisposeAsync();
        const UnixFileMode readable = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        const UnixFileMode enterable = readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        if (situation == "read-only folder") File.SetUnixFileMode(_path, readable | UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite);
        if (situation == "read-only file") File.SetUnixFileMode(_path, readable);
        if (situation == "unreadable file") File.SetUnixFileMode(_path, UnixFileMode.None);
        var isFolderWritable = situation == "read-only file";
        File.SetUnixFileMode(Path.GetDirectoryName(_path)!, enterable | (isFolderWritable ? UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite : 0));
    }

    private void Open(string situation)
    {
        void Open() => StoreFile.Open(_file.Options with { Path = _path, BusyTimeout = TimeSpan.FromMilliseconds(20) }).Dispose();
        if (!situation.StartsWith("read-only", StringComparison.Ordinal) && situation is not ("unreadable file" or "new file in a read-only folder")) Open();
        else WithoutRights.Run(Open);
    }

    private SortedDictionary<string, string> Contents()
    {
        var folder = Path.GetDirectoryName(_file.Path)!;
        var contents = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            // SQLite's shared memory holds nothing that is not in the other files.
            if (!file.EndsWith("-shm", StringComparison.Ordinal)) contents.Add(file, Convert.ToHexString(File.ReadAllBytes(file)));
        }
        return contents;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
