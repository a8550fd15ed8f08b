using SQLitePCL;

namespace SmartCampus.Events;

/// <summary>A prepared statement. Parameters count from 1 and columns from 0, as in SQLite.</summary>
internal sealed class Statement(Connection connection, sqlite3_stmt handle) : IDisposable
{
    public Statement Bind(int parameter, long value)
    {
        raw.sqlite3_bind_int64(handle, parameter, value);
        return this;
    }

    /// <summary>Binds bytes; none at all become null.</summary>
    public Statement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        Check(value.IsEmpty ? raw.sqlite3_bind_null(handle, parameter) : raw.sqlite3_bind_blob(handle, parameter, value));
        return this;
    }

    public Statement BindText(int parameter, ReadOnlySpan<byte> utf8)
    {
        Check(raw.sqlite3_bind_text(handle, parameter, utf8));
        return this;
    }

    public Statement BindText(int parameter, string value)
    {
        Check(raw.sqlite3_bind_text(handle, parameter, value));
        return this;
    }

    public Statement BindNull(int parameter)
    {
        raw.sqlite3_bind_null(handle, parameter);
        return this;
    }

    /// <summary>Moves to the next row; after the last one, or an error, the statement is ready to be run again.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW) return true;
        var failure = code == raw.SQLITE_DONE ? null : connection.Failure(code);
        raw.sqlite3_reset(handle);
        return failure is null ? false : throw failure;
    }

    /// <summary>Runs a statement that gives no rows, unless another connection holds the lock that it needs.</summary>
    /// <returns>Whether it ran.</returns>
    public bool TryExecute()
    {
        var code = raw.sqlite3_step(handle);
        var failure = code is raw.SQLITE_DONE or raw.SQLITE_ROW ? null : connection.Failure(code);
        raw.sqlite3_reset(handle);
        return failure is null || (failure.IsBusy ? false : throw failure);
    }

    /// <summary>Runs a statement that gives no rows.</summary>
    public void Execute() => Step();

    /// <summary>Ends a statement before its last row, and with it the read transaction that it may hold.</summary>
    public void Reset() => raw.sqlite3_reset(handle);

    public long Int64(int column) => raw.sqlite3_column_int64(handle, column);

    /// <summary>The bytes of a text or a blob where SQLite keeps them: valid until the next step. Null is empty.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(handle, column);

    public string Text(int column) => System.Text.Encoding.UTF8.GetString(Bytes(column));

    public void Dispose() => handle.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK) throw connection.Failure(code);
    }
}
