using MongoDB.Driver;

namespace SmartCampus.Events;

/// <summary>Tells what an error of the driver means for what was asked; by type and code, never by text.</summary>
internal static class MongoFailure
{
    private const int DuplicateKeyCode = 11000;

    // The states of a server that is going away or has lost its place: 91, 189, 11600, 11602, 10107, 13435, 13436, 10058.
    private static readonly int[] PassingCodes = [91, 189, 11600, 11602, 10107, 13435, 13436, 10058];

    /// <summary>Whether it comes from the driver, and not from a mistake of ours.</summary>
    public static bool IsMongo(Exception e) => e is MongoException or TimeoutException;

    public static bool IsDuplicate(int code) => code == DuplicateKeyCode;

    public static bool IsDuplicate(Exception e) => e switch
    {
        MongoCommandException command => IsDuplicate(command.Code),
        MongoWriteException { WriteError: { } error } => IsDuplicate(error.Code),
        _ => false,
    };

    /// <summary>Whether the servers may do it a moment later.</summary>
    public static bool IsPassing(Exception e) => e is EventStoreUnavailableException { InnerException: { } cause } ? IsPassing(cause) : e is MongoConnectionException or MongoConnectionPoolPausedException or MongoNotPrimaryException or MongoNodeIsRecoveringException or MongoWriteConcernException or MongoExecutionTimeoutException
        || (e is MongoCommandException command && IsPassing(command.Code));

    public static bool IsPassing(int code) => Array.IndexOf(PassingCodes, code) >= 0;

    /// <summary>Whether the request cannot have reached a server: none could be chosen.</summary>
    /// <remarks>Of two attempts the driver shows the first error: one by which nothing was sent, such as a paused pool, may hide a second attempt that was.</remarks>
    public static bool WasNeverSent(Exception e) => e is TimeoutException;

    public static EventStoreUnavailableException Unavailable(string address, Exception? e) =>
        new($"MongoDB at {address} cannot do it now: {Reason(e)} Look at the servers, then do it again.", e);

    // What the driver says of servers that it cannot reach goes over many lines.
    private static string Reason(Exception? e) => e switch
    {
        null => "it did not settle in time.",
        TimeoutException => "no server of it could be reached in time, or there is no primary.",
        MongoAuthenticationException => "it refused the user name or the password.",
        MongoConnectionException => "the connection broke.",
        _ => e.Message,
    };
}
