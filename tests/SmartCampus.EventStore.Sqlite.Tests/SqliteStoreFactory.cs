using SmartCampus.Events.Testing;
using SQLitePCL;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>Stores of one file each, on a disk that can fail, and whose bytes can be damaged.</summary>
public class SqliteStoreFactory : IFaultyStoreFactory, IDamageableStoreFactory
{
    private readonly StoreFile _file = new();
    private readonly FaultyDisk _disk;

    public SqliteStoreFactory() => _disk = new FaultyDisk(_file.Path, isSimulated: false);

    protected virtual int IndexBatchSize => 16_384;

    public ValueTask<OpenedStore> OpenAsync(StoreSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var options = _file.Options with { IndexBatchSize = IndexBatchSize, Limits = settings.Limits, TimeProvider = settings.Time };
        return new(OpenedStore.Of(SqliteEventStore.Open(options, settings.Serializer)));
    }

    public ValueTask FailWritesAsync(WriteFault fault)
    {
        var (call, code) = fault switch
        {
            WriteFault.Full => (DiskCall.Write, raw.SQLITE_FULL),
            WriteFault.WriteError => (DiskCall.Write, raw.SQLITE_IOERR_WRITE),
            _ => (DiskCall.Sync, raw.SQLITE_IOERR_FSYNC),
        };
        foreach (var part in Enum.GetValues<DiskPart>()) _disk.Fail(new DiskFault(part, call, code));
        return ValueTask.CompletedTask;
    }

    public ValueTask HealAsync()
    {
        _disk.Heal();
        return ValueTask.CompletedTask;
    }

    public ValueTask DamageEventAsync(GlobalPosition position, int offset)
    {
        var dataLength = (int)_file.Number($"select length(data) from events where position = {position}");
        if (offset < dataLength) Flip("events", "data", position.Value, offset);
        else Flip("events", "metadata", position.Value, offset - dataLength);
        return ValueTask.CompletedTask;
    }

    public ValueTask DamageSnapshotAsync(StreamId stream, StreamVersion version)
    {
        Flip("snapshots", "state", _file.Number($"select rowid from snapshots where stream = '{stream}' and version = {version}"), 0);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _disk.Dispose();
        _file.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private void Flip(string table, string column, long row, int offset)
    {
        using var connection = _file.OpenRaw();
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_blob_open(connection, "main", table, column, row, 1, out var blob));
        using (blob)
        {
            var bytes = new byte[1];
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_blob_read(blob, bytes, offset));
            bytes[0] ^= 1;
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_blob_write(blob, bytes, offset));
        }
    }
}
