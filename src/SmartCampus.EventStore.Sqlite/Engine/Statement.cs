using SQLitePCL;

namespace SmartCampus.Events;

/// <summary>A prepared statement. Parameters count from 1 and columns from 0, as in SQLite.</summary>
internal sealed unsafe class Statement(Connection connection, sqlite3_stmt handle) : IDisposable
{
    /// <summary>Valid until <see cref="Dispose"/>, which nobody calls while the statement is in use.</summary>
    private readonly nint _statement = handle.DangerousGetHandle();

    public Statement Bind(int parameter, long value)
    {
        Check(Native.BindInt64(_statement, parameter, value));
        return this;
    }

    /// <summary>Binds bytes; none at all become null.</summary>
    public Statement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        fixed (byte* bytes = value) Check(Native.BindBlob(_statement, parameter, bytes, value.Length, Native.Transient));
        return this;
    }

    /// <summary>Binds text that is not empty.</summary>
    public Statement BindText(int parameter, ReadOnlySpan<byte> utf8)
    {
        fixed (byte* bytes = utf8) Check(Native.BindText(_statement, parameter, bytes, utf8.Length, Native.Transient));
        return this;
    }

    public Statement BindText(int parameter, string value)
    {
        Check(raw.sqlite3_bind_text(handle, parameter, value));
        return this;
    }

    public Statement BindNull(int parameter)
    {
        Check(Native.BindNull(_statement, parameter));
        return this;
    }

    /// <summary>Moves to the next row; after the last one, or an error, the statement is ready to be run again.</summary>
    public bool Step()
    {
        var code = Native.Step(_statement);
        if (code == raw.SQLITE_ROW) return true;
        var failure = code == raw.SQLITE_DONE ? null : connection.Failure(code);
        Reset();
        return failure is null ? false : throw failure;
    }

    /// <summary>Runs a statement that gives no rows, unless another connection holds the lock that it needs.</summary>
    /// <returns>Whether it ran.</returns>
    public bool TryExecute()
    {
        var code = Native.Step(_statement);
        var failure = code is raw.SQLITE_DONE or raw.SQLITE_ROW ? null : connection.Failure(code);
        Reset();
        return failure is null || (failure.IsBusy ? false : throw failure);
    }

    /// <summary>Runs a statement that gives no rows.</summary>
    public void Execute() => Step();

    /// <summary>Ends a statement before its last row, and with it the read transaction that it may hold.</summary>
    public void Reset() => _ = Native.Reset(_statement);

    public long Int64(int column) => Native.ColumnInt64(_statement, column);

    /// <summary>The bytes of a text or a blob where SQLite keeps them: valid until the next step. Null is empty.</summary>
    public ReadOnlySpan<byte> Bytes(int column)
    {
        // The order matters: the first call may move the value.
        var bytes = Native.ColumnBlob(_statement, column);
        return new ReadOnlySpan<byte>(bytes, Native.ColumnBytes(_statement, column));
    }

    public string Text(int column) => System.Text.Encoding.UTF8.GetString(Bytes(column));

    public void Dispose() => handle.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK) throw connection.Failure(code);
    }
}
