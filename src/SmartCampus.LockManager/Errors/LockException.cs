namespace SmartCampus.Locking;

/// <summary>Something that went wrong with a lock.</summary>
/// <remarks>A lock that was not free in time is a <see cref="LockTimeoutException"/>, which is a <see cref="TimeoutException"/> instead.</remarks>
public abstract class LockException : Exception
{
    private protected LockException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
