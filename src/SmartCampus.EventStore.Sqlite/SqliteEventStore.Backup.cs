namespace SmartCampus.Events;

public sealed partial class SqliteEventStore
{
    /// <summary>Writes a copy of the store to a new file while the store is in use; it is flushed to the disk when the call ends.</summary>
    /// <remarks>
    /// <list type="number">
    /// <item>The copy holds whole commits up to one position, and every append that was acknowledged before the call is among them.</item>
    /// <item>It is a store with the same <see cref="StoreId"/>: open it, check it, append to it.</item>
    /// <item>A call that fails or is cancelled leaves nothing behind. A process that is killed leaves a file whose name ends in <c>.partial</c>.</item>
    /// <item>Appends and reads go on meanwhile. The write-ahead log beside the store cannot begin anew until the copy is made, so it grows by what is appended.</item>
    /// </list>
    /// </remarks>
    /// <param name="path">The new file; its folder must exist.</param>
    /// <param name="cancellationToken">Cancels the copying.</param>
    /// <returns>The last position in the copy.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> exists already; it was left as it is.</exception>
    /// <exception cref="EventStoreUnavailableException">The copy cannot be written.</exception>
    /// <exception cref="CorruptEventException">SQLite cannot read a page of the store.</exception>
    public async ValueTask<GlobalPosition> BackupAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ObjectDisposedException.ThrowIf(_closing is not null, this);
        cancellationToken.ThrowIfCancellationRequested();
        var to = Path.GetFullPath(path);
        FileBackup.Check(to);
        return new GlobalPosition(await LongWork.RunAsync(() => FileBackup.Write(_path, to, _busyTimeout, cancellationToken)).ConfigureAwait(false));
    }
}
