namespace SmartCampus.Events.Testing;

/// <summary>Starts calls at the same moment on several threads.</summary>
internal static class Racing
{
    public static async Task<T[]> Run<T>(int racers, Func<int, Task<T>> run)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = Enumerable.Range(0, racers).Select(racer => Task.Run(async () =>
        {
            await start.Task;
            return await run(racer);
        })).ToArray();
        start.SetResult();
        return await Task.WhenAll(running);
    }

    public static Task Run(int racers, Func<int, Task> run) => Run(racers, async racer =>
    {
        await run(racer);
        return true;
    });

    /// <summary>Gives what a call throws, or null.</summary>
    public static async Task<Exception?> Outcome(Func<ValueTask<AppendResult>> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (Exception e) when (e is EventStoreException or OperationCanceledException)
        {
            return e;
        }
    }
}
