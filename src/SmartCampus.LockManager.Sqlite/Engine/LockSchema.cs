using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SmartCampus.Locking;

/// <summary>What makes a file ours, and of which format; and what happens to it when the machine was started again.</summary>
internal static class LockSchema
{
    /// <summary>"SClk" in ASCII, in the file's header.</summary>
    private const long ApplicationId = 0x53436C6B;

    private const long Format = 1;

    /// <summary>
    /// More than the tokens that a power loss can take: those of the commits since the log was flushed last. Small enough that the microseconds
    /// of the wall clock, with which a new file begins, stay ahead of a machine that is started every 18 minutes.
    /// </summary>
    private const long TokensPerBoot = 1L << 30;

    private const string Tables = """
        create table state (id integer primary key check (id = 1), boot text not null, token integer not null, breaks integer not null) strict;
        create table leases (resource any primary key, token integer not null, manager integer not null, owner text not null, ends integer not null, turn integer not null) strict, without rowid;
        create table marks (resource any, manager integer, owner text not null, since integer not null, ends integer not null, primary key (resource, manager)) strict, without rowid;
        """;

    /// <summary>Refuses a path at which no lock file can be.</summary>
    public static void Inspect(string path)
    {
        if (Directory.Exists(path)) throw new LockUnavailableException($"'{path}' is a folder. Name a file in it.");
        if (!Directory.Exists(Path.GetDirectoryName(path))) throw new LockUnavailableException($"The folder of '{path}' does not exist. Create it, or choose another path.");
    }

    /// <summary>Makes the tables in an empty file, refuses what is not ours, and ends the leases of an earlier start of the machine.</summary>
    /// <param name="connection">Within a transaction that may write.</param>
    /// <param name="path">The file.</param>
    /// <param name="bootId">The machine's start.</param>
    /// <param name="time">Whose microseconds a new file's tokens begin with.</param>
    public static void Prepare(SqliteConnection connection, string path, string bootId, TimeProvider time)
    {
        if (IsEmpty(connection))
        {
            // So high, that a file which is made anew does not begin below the tokens that a store remembers.
            var token = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
            Execute(connection, $"{Tables} insert into state values (1, '', {token}, 0); pragma application_id = {ApplicationId}; pragma user_version = {Format};");
        }
        if (Number(connection, "pragma application_id") != ApplicationId)
            throw new LockUnavailableException($"'{path}' is a SQLite file of something else. It was left as it is; choose another path.");
        var format = Number(connection, "pragma user_version");
        if (format != Format)
            throw new LockUnavailableException($"'{path}' has format {format}, and this package reads format {Format}. It was left as it is; update the package.");
        using var begin = connection.CreateCommand();
        begin.CommandText = $"update state set boot = $boot, token = token + {TokensPerBoot}, breaks = breaks + 1 where boot <> $boot";
        begin.Parameters.AddWithValue("$boot", bootId);
        if (begin.ExecuteNonQuery() > 0) Execute(connection, "delete from leases; delete from marks;");
    }

    /// <summary>Refuses a file on which processes would be in each other's way.</summary>
    public static void CheckJournal(SqliteConnection connection, string path)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "pragma journal_mode";
        if (command.ExecuteScalar() is not "wal") throw new LockUnavailableException($"'{path}' cannot have a write-ahead log. Choose a path on a drive of this machine.");
    }

    private static bool IsEmpty(SqliteConnection connection) =>
        Number(connection, "pragma application_id") == 0 && Number(connection, "select count(*) from sqlite_schema") == 0;

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
