using JasperFx;
using JasperFx.Events;
using Marten;
using Npgsql;
using SmartCampus.Benchmarks.Events;

namespace SmartCampus.Benchmarks.Postgres;

/// <summary>Marten as its documentation advises for speed: lightweight sessions, quick appends, System.Text.Json with generated code, prepared statements.</summary>
internal static class MartenStore
{
    /// <summary>Opens a store in an empty schema.</summary>
    public static async Task<DocumentStore> OpenAsync(NpgsqlDataSource source, string schema)
    {
        await using (var drop = source.CreateCommand($"drop schema if exists {schema} cascade")) await drop.ExecuteNonQueryAsync();
        var store = DocumentStore.For(options =>
        {
            options.Connection(source);
            options.DatabaseSchemaName = schema;
            options.AutoCreateSchemaObjects = AutoCreate.All;
            options.DisableNpgsqlLogging = true;
            options.UseSystemTextJsonForSerialization(configure: json => json.TypeInfoResolverChain.Insert(0, BenchmarkJson.Default));
            options.Events.StreamIdentity = StreamIdentity.AsGuid;
            options.Events.AppendMode = EventAppendMode.Quick;
            options.Events.AddEventType<SeatTaken>();
        });
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        return store;
    }

    /// <summary>Connects with statements that prepare themselves.</summary>
    public static NpgsqlDataSource Connect(string connection) => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection)
    {
        MaxPoolSize = 100,
        MaxAutoPrepare = 40,
        AutoPrepareMinUsages = 2,
        NoResetOnClose = true,
    });
}
