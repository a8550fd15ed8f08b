using System.Text.Json;
using Microsoft.Data.Sqlite;
using SmartCampus.Benchmarks.Engines;
using SmartCampus.Benchmarks.Events;
using SmartCampus.Benchmarks.Measuring;

namespace SmartCampus.Benchmarks.Reading;

/// <summary>The same table by Microsoft.Data.Sqlite, as one would write it by hand: one connection, commands that are kept.</summary>
internal sealed class SqliteByHandReads(string path) : IReadSystem
{
    private readonly SqliteConnection _connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
    private readonly SqliteCommand _stream = new("select data from events where stream = $stream order by version");
    private readonly SqliteCommand _all = new("select pos, stream, version, type, data, at from events order by pos");

    public string Name => "Microsoft.Data.Sqlite by hand";

    public Role Role => Role.Limit;

    public Task FillAsync(History history)
    {
        using (var table = new EventTable(path)) table.Fill(history);
        _connection.Open();
        _stream.Connection = _all.Connection = _connection;
        _stream.Parameters.Add("$stream", SqliteType.Blob);
        return Task.CompletedTask;
    }

    public ValueTask<SeatCount> ReplayAsync(SectionStream stream)
    {
        _stream.Parameters[0].Value = stream.Bytes.ToArray();
        using var reader = _stream.ExecuteReader();
        var count = SeatCount.Empty;
        while (reader.Read()) count = Apply(count, reader.GetFieldValue<byte[]>(0));
        return new(count);
    }

    public ValueTask<SeatCount> ReadAllAsync()
    {
        using var reader = _all.ExecuteReader();
        var count = SeatCount.Empty;
        long last = 0;
        while (reader.Read())
        {
            var place = (Position: reader.GetInt64(0), Stream: reader.GetGuid(1), Version: reader.GetInt64(2), Type: reader.GetString(3), At: reader.GetInt64(5));
            if (place.Position <= last) throw new CheckFailedException($"Position {place.Position} follows {last}.");
            last = place.Position;
            count = Apply(count, reader.GetFieldValue<byte[]>(4));
        }
        return new(count);
    }

    public ValueTask DisposeAsync()
    {
        _stream.Dispose();
        _all.Dispose();
        _connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private static SeatCount Apply(SeatCount count, byte[] json) => count.Apply(JsonSerializer.Deserialize(json, BenchmarkJson.Default.SeatTaken)!);
}
