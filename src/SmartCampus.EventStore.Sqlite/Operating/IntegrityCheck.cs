using SQLitePCL;

namespace SmartCampus.Events;

/// <summary>Walks over a whole file in one view of it, and notes all that is not as this package writes it.</summary>
internal sealed class IntegrityCheck : IDisposable
{
    /// <summary>How much of the work the log is, and how much the log once more by streams.</summary>
    private const double LogShare = 0.5, StreamShare = 0.3;

    private readonly Connection _connection;
    private readonly string _path;
    private readonly IProgress<double>? _progress;
    private readonly IntegrityFindings _findings = new();
    private long _entries, _last, _mark;

    private IntegrityCheck(string path, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        (_path, _progress) = (path, progress);
        var hasLog = File.Exists($"{path}-wal");
        _connection = new Connection(path, raw.SQLITE_OPEN_READWRITE);
        // Looking at a file changes nothing in it, nor beside it: a log that is there stays, and the empty one that SQLite makes goes.
        _connection.KeepLogOnClose(hasLog);
        _connection.Execute("pragma query_only = 1; pragma cache_size = -16384;");
        _connection.CancelBy(cancellationToken);
    }

    /// <exception cref="EventStoreFormatException">The file is no store, or a newer one.</exception>
    public static IntegrityReport Run(string path, TimeSpan busyTimeout, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        if (!File.Exists(path) && !Directory.Exists(path)) throw new EventStoreUnavailableException($"'{path}' does not exist. Name the file of a store.");
        try
        {
            Schema.Inspect(path);
            using var check = new IntegrityCheck(path, progress, cancellationToken);
            check._connection.WaitWhenBusy(busyTimeout);
            return check.Run();
        }
        catch (SqliteFailure e) when (e.IsInterrupt)
        {
            throw new OperationCanceledException("The check was cancelled.", e, cancellationToken);
        }
        catch (SqliteFailure e)
        {
            throw e.ToStoreException();
        }
    }

    private IntegrityReport Run()
    {
        _connection.Execute("begin");
        var format = Schema.Format(_path, _connection);
        if (format == 0) throw new EventStoreFormatException($"'{_path}' is empty. Name the file of a store.");
        Part("The tables", () => SchemaSteps.Compare(_connection, format, _findings));
        if (format < SchemaSteps.Newest) Part("The tables of an older format", () => Migrate(format));
        Part("The end of the log and the mark", CheckTip);
        Part("The log", () => new LogCheck(_connection, _mark, _findings, p => Report(LogShare * p / Math.Max(1, _last))).Run(out _entries));
        Part("The log by streams", () =>
            new StreamCheck(_connection, _mark, _findings, n => Report(LogShare + StreamShare * n / Math.Max(1, _entries))).Run());
        Part("What lies beside the log", () => new SideCheck(_connection, _findings).Run());
        Part("The pages", CheckPages);
        Report(1);
        return new IntegrityReport(_entries, _last, _findings.Count, _findings.ToList());
    }

    /// <summary>Brings an older file to today's format for as long as the check lasts: the transaction is rolled back.</summary>
    private void Migrate(int format)
    {
        _connection.Execute("pragma query_only = 0");
        SchemaSteps.Run(_connection, format);
    }

    /// <summary>Does a part of the check. What cannot be read is a finding, and the other parts go on.</summary>
    private void Part(string name, Action check)
    {
        try
        {
            check();
        }
        catch (CorruptEventException e)
        {
            _findings.Add(e.Position.Value, e.Message);
        }
        catch (SqliteFailure e) when (e.IsDamage || e.IsError)
        {
            _findings.Add($"{name} cannot be read to the end: {e.Message}");
        }
    }

    private void CheckTip()
    {
        _last = _connection.Scalar("select coalesce(max(position), 0) from events");
        _mark = _connection.Scalar("select position from mark");
        try
        {
            _ = new IndexReader(_connection).Tip();
        }
        catch (CorruptEventException)
        {
            _findings.Add($"The mark up to which the log is indexed, {_mark}, is not what was written, or the log ends before it, at {_last}.");
            _mark = Math.Clamp(_mark, 0, _last);
        }
    }

    private void CheckPages()
    {
        using var row = _connection.Prepare("pragma integrity_check");
        while (row.Step())
        {
            if (row.Text(0) is not "ok" and var message) _findings.Add($"SQLite's own check: {message}");
        }
    }

    private void Report(double done) => _progress?.Report(done);

    public void Dispose() => _connection.Dispose();
}
