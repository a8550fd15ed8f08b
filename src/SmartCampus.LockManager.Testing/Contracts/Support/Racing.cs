namespace SmartCampus.Locking.Testing;

/// <summary>Starts calls at the same moment on several threads.</summary>
internal static class Racing
{
    public static async Task RunAsync(params Func<Task>[] calls)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = calls.Select(call => Task.Run(async () =>
        {
            await start.Task;
            await call();
        })).ToArray();
        start.SetResult();
        await Task.WhenAll(running);
    }
}
