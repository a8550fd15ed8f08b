using Microsoft.Extensions.Logging;

namespace SmartCampus.Streams.Tests.InProcess;

/// <summary>Throws at whatever it is to write.</summary>
internal sealed class BrokenLog<TCategory> : ILogger<TCategory>
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        throw new IOException("No space left for logs.");
}
