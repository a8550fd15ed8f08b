using Microsoft.Extensions.Logging;

namespace SmartCampus.Streams;

internal static partial class StreamLog
{
    [LoggerMessage(1, LogLevel.Warning, "{Subscription} failed to handle event {Position} of {Stream} ({EventType}), attempt {Attempt}. It is tried again in {Delay}.")]
    public static partial void Retrying(this ILogger log, Exception failure, string stream, string subscription, long position, string eventType, int attempt, TimeSpan delay);

    [LoggerMessage(2, LogLevel.Error, "{Subscription} failed to handle event {Position} of {Stream} ({EventType}), attempt {Attempt}, the last. By its policy: {WhenFailing}.")]
    public static partial void GivenUp(this ILogger log, Exception failure, string stream, string subscription, long position, string eventType, int attempt, WhenFailing whenFailing);

    [LoggerMessage(3, LogLevel.Warning, "{Subscription} of {Stream} has {Events} events left that were not handled before the deadline.")]
    public static partial void Left(this ILogger log, string stream, string subscription, long events);
}
