namespace SmartCampus.Locking;

/// <summary>Something that the writer thread gets to know, and nobody waits for.</summary>
internal sealed class LockNotice(Action<LockTable> run) : ILockOperation
{
    public void Run(LockTable table) => run(table);

    public void Fail(Exception error)
    {
    }
}
