namespace SmartCampus.Locking;

/// <summary>Something that the writer thread does.</summary>
internal abstract class LockOperation
{
    /// <summary>Does it. What callers get to know of it waits for the commit: see <see cref="LockTransaction.OnCommit"/>.</summary>
    public abstract void Run(LockTable table);

    /// <summary>Tells that it was not done, or not for sure.</summary>
    public abstract void Fail(Exception error);
}
