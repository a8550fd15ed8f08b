using MongoDB.Driver;

namespace SmartCampus.Locking;

/// <summary>Turns the driver's errors, by their kinds and codes, into what callers see.</summary>
internal static class LockFailure
{
    private const int Unauthorized = 13, AuthenticationFailed = 18, CommandNotFound = 59, OutOfDiskSpace = 14_031;

    /// <summary>Whether the same request may succeed soon.</summary>
    public static bool IsPassing(Exception e) => e switch
    {
        MongoAuthenticationException or MongoConfigurationException => false,
        MongoNotPrimaryException or MongoNodeIsRecoveringException or MongoWriteConcernException or MongoExecutionTimeoutException => true,
        MongoServerException server => server.HasErrorLabel("RetryableWriteError") || e is MongoConnectionException,
        _ => e is MongoException or TimeoutException,
    };

    public static LockUnavailableException From(Exception e, string where) => e as LockUnavailableException ?? new(e switch
    {
        MongoAuthenticationException => $"{where} refused the user name or the password. Correct the connection string.",
        MongoCommandException { Code: AuthenticationFailed } => $"{where} refused the user name or the password. Correct the connection string.",
        MongoCommandException { Code: Unauthorized } => $"The user of {where} may not do this. Give it the role readWrite on the database of the locks.",
        MongoCommandException { Code: CommandNotFound } => $"{where} is older than MongoDB 4.4.2, which the locks need. Upgrade it.",
        MongoCommandException { Code: OutOfDiskSpace } => $"The disk of {where} is full. Free some space and try again.",
        MongoWriteConcernException => $"{where} did not get a majority of its servers to confirm a write in time. See that they run and follow the primary (rs.status()), and try again.",
        TimeoutException or MongoConnectionException => $"{where} does not answer, or has no primary. Start it, or correct the connection string, and try again.",
        _ => $"{where} failed: {e.Message}",
    }, e);
}
