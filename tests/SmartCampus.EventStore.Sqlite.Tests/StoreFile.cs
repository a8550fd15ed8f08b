using SmartCampus.Events.Worker;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>A folder of its own with a store's file, removed at the end.</summary>
internal sealed class StoreFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("events-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "campus.db");

    public SqliteEventStoreOptions Options => new() { Path = Path };

    public SqliteEventStore Open(int indexBatchSize = 16_384, TimeProvider? time = null) =>
        Open(Options with { IndexBatchSize = indexBatchSize, TimeProvider = time ?? TimeProvider.System });

    public static SqliteEventStore Open(SqliteEventStoreOptions options) => SqliteEventStore.Open(options, WorkerEvents.Serializer);

    /// <summary>Runs SQL on the file behind the store's back.</summary>
    public void Execute(string sql)
    {
        using var connection = OpenRaw();
        var code = SQLitePCL.raw.sqlite3_exec(connection, sql, out var message);
        Assert.True(code == SQLitePCL.raw.SQLITE_OK, message);
    }

    public SQLitePCL.sqlite3 OpenRaw()
    {
        SQLitePCL.Batteries_V2.Init();
        Assert.Equal(SQLitePCL.raw.SQLITE_OK, SQLitePCL.raw.sqlite3_open(Path, out var connection));
        return connection;
    }

    public long Number(string sql)
    {
        using var connection = OpenRaw();
        Assert.Equal(SQLitePCL.raw.SQLITE_OK, SQLitePCL.raw.sqlite3_prepare_v2(connection, sql, out var statement));
        using (statement)
        {
            Assert.Equal(SQLitePCL.raw.SQLITE_ROW, SQLitePCL.raw.sqlite3_step(statement));
            return SQLitePCL.raw.sqlite3_column_int64(statement, 0);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
