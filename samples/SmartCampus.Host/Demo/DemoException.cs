namespace SmartCampus.Host.Demo;

/// <summary>The demo campus cannot be served from this store; the message is one sentence for the operator.</summary>
internal sealed class DemoException(string message) : Exception(message);
