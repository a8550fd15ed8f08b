namespace SmartCampus.Streams.Tests.InProcess;

/// <summary>Holds up a handler until a test opens it.</summary>
internal sealed class Valve
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => _opened.TrySetResult();

    public ValueTask PassAsync() => new(_opened.Task);
}
