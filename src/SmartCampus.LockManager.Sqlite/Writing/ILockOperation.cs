namespace SmartCampus.Locking;

/// <summary>Something that the writer thread does.</summary>
internal interface ILockOperation
{
    /// <summary>Does it. What callers get to know of it waits for the commit: see <see cref="LockTransaction.OnCommit"/>.</summary>
    void Run(LockTable table);

    /// <summary>Tells that it was not done, or not for sure.</summary>
    void Fail(Exception error);
}
