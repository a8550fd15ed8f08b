namespace SmartCampus.Locking;

/// <summary>Something that went wrong with a lock.</summary>
public abstract class LockException : Exception
{
    private protected LockException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
