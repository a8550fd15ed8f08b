namespace SmartCampus.Locking.Tests.Exploration;

internal enum WaitEnd
{
    None,
    Granted,
    TimedOut,
    Cancelled,
}
