using System.Diagnostics;

namespace SmartCampus.Streams;

internal abstract partial class BufferedSubscription
{
    private readonly CancellationTokenSource _ending = new();
    private Task _loop = Task.CompletedTask;

    internal override long Left => Waiting + (_progress.IsHandling ? 1 : 0);

    private protected CancellationToken Ending { get; private set; }

    /// <summary>Begins to handle: first what is given, then what is written.</summary>
    public void Start(IReadOnlyList<Entry> replay)
    {
        _progress.ReplayLeft = replay.Count;
        Ending = _ending.Token;
        // The handler must not seem to run within the activity of the subscriber's caller, or within the handler that subscribes.
        using (ExecutionContext.SuppressFlow()) _loop = Task.Run(() => HandleAllAsync(replay), CancellationToken.None);
    }

    internal override Task HandlingEnds() => _loop;

    internal override void Abandon() => _ = _ending.CancelAsync();

    private protected abstract ValueTask InvokeAsync(in Entry entry, int attempt);

    private async Task HandleAllAsync(IReadOnlyList<Entry> replay)
    {
        Stream.EnterHandler();
        foreach (var entry in replay)
        {
            _progress.ReplayLeft--;
            await HandleAsync(entry).ConfigureAwait(false);
        }
        // A cancelled read of a channel may lose an event (dotnet/runtime#132094): this one ends when the writer does.
        while (await _buffer.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
        {
            while (_buffer.Reader.TryRead(out var entry))
            {
                _progress.Taken++;
                if (Volatile.Read(ref _waitingPublishers) > 0) Stream.AdmitWaiting(this);
                await HandleAsync(entry).ConfigureAwait(false);
            }
        }
    }

    private ValueTask HandleAsync(in Entry entry)
    {
        if (_ending.IsCancellationRequested)
        {
            GiveUp(entry, DeliveryOutcome.Abandoned, null);
            return default;
        }
        _progress.IsHandling = true;
        try
        {
            Tally.Begun(entry);
            var call = CallAsync(entry, 1);
            if (!call.IsCompletedSuccessfully) return HandleSlowlyAsync(call, entry);
            call.GetAwaiter().GetResult();
            Handled(entry);
        }
#pragma warning disable CA1031 // See Fail.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Fail(entry, failure);
        }
        _progress.IsHandling = false;
        return default;
    }

    private ValueTask CallAsync(in Entry entry, int attempt)
    {
        try
        {
            return entry.Context?.Publisher is { } publisher ? CallWithinAsync(publisher, entry, attempt) : InvokeAsync(entry, attempt);
        }
#pragma warning disable CA1031 // As above.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return ValueTask.FromException(failure);
        }
    }

    private async ValueTask CallWithinAsync(Activity publisher, Entry entry, int attempt)
    {
        using var activity = Stream.Telemetry.StartHandle(publisher, Name, entry);
        try
        {
            await InvokeAsync(entry, attempt).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            activity.SetStatus(ActivityStatusCode.Error, failure.Message);
            throw;
        }
    }
}
