namespace SmartCampus.Locking;

/// <summary>How a wait for a lock ended.</summary>
internal enum WaitOutcome
{
    Waiting,
    Granted,
    TimedOut,
    Cancelled,
}
