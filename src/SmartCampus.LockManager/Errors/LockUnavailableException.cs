namespace SmartCampus.Locking;

/// <summary>The locks cannot be reached, or answered after the lease that they granted had run out. Nothing is held; trying again is safe.</summary>
public sealed class LockUnavailableException(string message, Exception? innerException = null) : LockException(message, innerException);
