using SmartCampus.Events;
using SmartCampus.Events.Testing;

namespace SmartCampus.Streams.Tests.Durable;

public sealed class SqliteStore : StoreUnderTest
{
    private readonly DirectoryInfo _folder;
    private readonly bool _isFirst;

    public SqliteStore() : this(Directory.CreateTempSubdirectory("durable-")) => _isFirst = true;

    private SqliteStore(DirectoryInfo folder, WatchedTime? time = null)
    {
        (_folder, Time) = (folder, time ?? Time);
        var options = new SqliteEventStoreOptions { Path = Path.Combine(folder.FullName, "campus.db"), Durability = SqliteDurability.Normal, TimeProvider = Time };
        Opened = OpenedStore.Of(SqliteEventStore.Open(options, new TestSerializer()));
    }

    /// <summary>Opens the file once more, as another process does.</summary>
    public SqliteStore Again() => new(_folder, Time);

    public override OpenedStore Opened { get; }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_isFirst) _folder.Delete(recursive: true);
    }
}
