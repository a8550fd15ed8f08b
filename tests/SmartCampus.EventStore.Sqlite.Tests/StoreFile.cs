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

    /// <summary>A connection in the middle of a read, which keeps what it sees from being overwritten.</summary>
    public SQLitePCL.sqlite3 OpenReader()
    {
        var connection = OpenRaw();
        Assert.Equal(SQLitePCL.raw.SQLITE_OK, SQLitePCL.raw.sqlite3_exec(connection, "begin; select count(*) from events;"));
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

    /// <summary>Gives the rows of a query, each with its values parted by bars.</summary>
    public List<string> Rows(string sql)
    {
        using var connection = OpenRaw();
        Assert.Equal(SQLitePCL.raw.SQLITE_OK, SQLitePCL.raw.sqlite3_prepare_v2(connection, sql, out var statement));
        using (statement)
        {
            var rows = new List<string>();
            while (SQLitePCL.raw.sqlite3_step(statement) == SQLitePCL.raw.SQLITE_ROW)
                rows.Add(string.Join('|', Enumerable.Range(0, SQLitePCL.raw.sqlite3_column_count(statement)).Select(i => Convert.ToHexString(SQLitePCL.raw.sqlite3_column_blob(statement, i)))));
            return rows;
        }
    }

    /// <summary>Overwrites the beginning of the first leaf page of a table that holds a text, so that SQLite cannot read it any more.</summary>
    public void DestroyLeafWith(string text)
    {
        const byte tableLeaf = 13; // https://www.sqlite.org/fileformat.html#b_tree_pages
        var pageSize = (int)Number("pragma page_size");
        using var file = File.Open(Path, FileMode.Open);
        var page = new byte[pageSize];
        while (page[0] != tableLeaf || page.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) < 0) file.ReadExactly(page);
        file.Position -= pageSize;
        file.Write(new byte[100]);
    }

    /// <summary>Gives all that can be read of the file: its tables and their rows.</summary>
    public List<string> Dump()
    {
        var tables = Rows("select name, sql from sqlite_schema order by name");
        var names = Rows("select name from sqlite_schema where type = 'table' order by name").Select(name => System.Text.Encoding.UTF8.GetString(Convert.FromHexString(name)));
        return [.. tables, .. names.SelectMany(name => Rows($"select * from \"{name}\""))];
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
