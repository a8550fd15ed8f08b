using Microsoft.Data.Sqlite;

namespace SmartCampus.Locking;

/// <summary>Deletes what dead processes have left in a table, a few rows at a time.</summary>
internal sealed class ExpiredRows(LockConnection connection, string table) : IDisposable
{
    private const int Step = 256;

    private readonly SqliteCommand _last = connection.Prepare(
        $"select resource from (select resource from {table} where resource > $after order by resource limit {Step}) order by resource desc limit 1", "$after");

    private readonly SqliteCommand _delete = connection.Prepare(
        $"delete from {table} where resource > $after and resource <= $last and ends <= $now", "$after", "$last", "$now");

    private object _after = "";

    /// <summary>Looks at the next rows. Belongs into a transaction.</summary>
    /// <returns>False when the end of the table was reached; the next call begins anew.</returns>
    public bool Delete(long now)
    {
        _last.Parameters[0].Value = _after;
        if (_last.ExecuteScalar() is not { } last)
        {
            _after = "";
            return false;
        }
        (_delete.Parameters[0].Value, _delete.Parameters[1].Value, _delete.Parameters[2].Value) = (_after, last, now);
        _delete.ExecuteNonQuery();
        _after = last;
        return true;
    }

    public void Dispose()
    {
        _last.Dispose();
        _delete.Dispose();
    }
}
