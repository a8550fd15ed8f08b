namespace SmartCampus.Streams;

/// <summary>Why an event was given up.</summary>
/// <param name="Error">The last error.</param>
/// <param name="Attempts">How often it was tried.</param>
internal sealed record HandlingFailure(Exception Error, int Attempts)
{
    public string Reason => $"{Error.GetType().Name}: {Error.Message}";
}
