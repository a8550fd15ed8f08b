namespace SmartCampus.Events;

public sealed partial class SqliteEventStore
{
    /// <summary>Reads a whole file and says what in it is not as this package wrote it; also a file that is in use, and one that does not open.</summary>
    /// <remarks>
    /// <list type="number">
    /// <item>Verified are: the checksums of every entry, snapshot, checkpoint and dead letter; that nothing is missing from the log but
    /// what was hidden and removed; that the versions of each stream run without a gap and occur once; that commits are whole; that
    /// the index agrees with the log; that the tables are the package's own; and the pages, by SQLite's own check.</item>
    /// <item>The file is seen as it is at one moment, and nothing is written. Appends and reads go on meanwhile; the write-ahead log
    /// cannot begin anew until the check ends, so it grows by what is appended.</item>
    /// <item>Memory grows by some 24 bytes a commit. SQLite sorts the log by streams in a temporary file, of some 50 bytes an entry.</item>
    /// </list>
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="progress">Told the part of the work that is done, 0 to 1, on the thread that does it.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    /// <exception cref="EventStoreFormatException">The file is something else, or of a newer version, or damaged at its very beginning.</exception>
    /// <exception cref="EventStoreUnavailableException">The file cannot be read.</exception>
    public static async ValueTask<IntegrityReport> CheckIntegrityAsync(string path, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        cancellationToken.ThrowIfCancellationRequested();
        var fullPath = StorePath.Resolve(path);
        var busyTimeout = new SqliteEventStoreOptions { Path = path }.BusyTimeout;
        return await LongWork.RunAsync(() => IntegrityCheck.Run(fullPath, busyTimeout, progress, cancellationToken)).ConfigureAwait(false);
    }
}
