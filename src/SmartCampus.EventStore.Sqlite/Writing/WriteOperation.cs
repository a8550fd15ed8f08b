namespace SmartCampus.Events;

/// <summary>Something that the writer does for a caller.</summary>
internal abstract class WriteOperation
{
    private int _taken;

    /// <summary>About how much it writes, in bytes.</summary>
    public virtual long Bytes => 256;

    /// <summary>Whether it may make the log longer.</summary>
    public virtual bool ExtendsLog => false;

    /// <summary>The id of the commit, where it has one by which a caller can ask again.</summary>
    public virtual Guid? CommitId => null;

    /// <summary>Claims the operation, for the writer or for the caller who gives up; true for the first to ask.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _taken, 1) == 0;

    /// <summary>Decides, and writes when the answer is yes. What is refused has written nothing.</summary>
    /// <returns>Whether something was written.</returns>
    public abstract bool Apply(WriteTransaction transaction);

    /// <summary>Gives the caller the answer that <see cref="Apply"/> found.</summary>
    public abstract void Complete();

    /// <summary>Gives the caller an error instead of the answer.</summary>
    public abstract void Fail(Exception error);

    /// <summary>The error when a commit failed in a way that leaves open whether it took effect.</summary>
    public virtual Exception OutcomeUnknown(Exception failure) =>
        new EventStoreUnavailableException("The commit failed; whether the change was stored is not known. It is safe to repeat it.", failure);
}
