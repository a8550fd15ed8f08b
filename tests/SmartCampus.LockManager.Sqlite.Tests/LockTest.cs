using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace SmartCampus.Locking.Tests;

/// <summary>A lock file of a test's own, on a clock that stands still.</summary>
public abstract class LockTest : IDisposable
{
    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    protected LockTest() => _patience.CancelAfter(TimeSpan.FromMinutes(1));

    protected static LockOptions AtOnce { get; } = new() { Lease = TimeSpan.FromSeconds(30), WaitTimeout = TimeSpan.Zero };

    protected static LockOptions Patient { get; } = AtOnce with { WaitTimeout = Timeout.InfiniteTimeSpan };

    protected LockFolder Folder { get; } = new();

    protected FakeTimeProvider Clock { get; } = new();

    /// <summary>Ends a test that hangs.</summary>
    protected CancellationToken Cancellation => _patience.Token;

    protected SqliteLockManagerOptions Options => new() { Path = Folder.Path, TimeProvider = Clock, BootId = "first", BusyTimeout = TimeSpan.FromMilliseconds(20) };

    public void Dispose()
    {
        _patience.Dispose();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected SqliteLockManager Open(string bootId = "first") => SqliteLockManager.Open(Options with { BootId = bootId });

    /// <summary>Asks the file itself.</summary>
    protected long Ask(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Holds the file's one right to write, as another process that hangs would; until it is disposed.</summary>
    protected SqliteConnection Hang()
    {
        var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "begin immediate";
        command.ExecuteNonQuery();
        return connection;
    }

    /// <summary>Asks again until it is so.</summary>
    protected async Task UntilAsync(Func<Task<bool>> isSo)
    {
        while (!await isSo())
        {
            Cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Folder.Path};Pooling=False");
        connection.Open();
        return connection;
    }
}
