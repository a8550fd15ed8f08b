using SmartCampus.Events;
using SmartCampus.Events.Testing;

namespace SmartCampus.Streams.Tests.Durable;

public sealed class SqliteStore : StoreUnderTest
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("durable-");

    public SqliteStore()
    {
        var options = new SqliteEventStoreOptions { Path = Path.Combine(_folder.FullName, "campus.db"), Durability = SqliteDurability.Normal, TimeProvider = Time };
        Opened = OpenedStore.Of(SqliteEventStore.Open(options, new TestSerializer()));
    }

    public override OpenedStore Opened { get; }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
