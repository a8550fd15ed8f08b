using System.Globalization;
using SmartCampus.Events;

namespace SmartCampus.Locking.Worker;

/// <summary>Holds a lock, and does with it what it reads from its input: a line is answered by a line.</summary>
internal static class HoldCommand
{
    public static async Task<int> RunAsync(string path, string resource, int milliseconds, string storePath)
    {
        await using var locks = SqliteLockManager.Open(path);
        await using var store = SqliteEventStore.Open(storePath, WorkerEvents.Serializer);
        Console.WriteLine("ready");
        var options = new LockOptions { Lease = TimeSpan.FromMilliseconds(milliseconds), WaitTimeout = TimeSpan.FromMinutes(1) };
        var lease = await locks.AcquireAsync(resource, $"process {Environment.ProcessId}", options);
        var lost = lease.LostToken;
        Console.WriteLine(lease.FencingToken.ToString(CultureInfo.InvariantCulture));
        while (await Console.In.ReadLineAsync() is { } command)
        {
            Console.WriteLine(command switch
            {
                "append" => await AppendAsync(store, resource, lease.FencingToken),
                "release" => (await lease.ReleaseAsync()).ToString(),
                "lost" => await LostAsync(lost),
                _ => "what?",
            });
        }
        return 0;
    }

    private static async Task<string> AppendAsync(SqliteEventStore store, string stream, long token)
    {
        try
        {
            await store.AppendAsync(StreamAppend.To(new StreamId(stream), ExpectedVersion.Any, new SeatTaken("ada")) with { FencingToken = token });
            return "appended";
        }
        catch (FencedException)
        {
            return "fenced";
        }
    }

    /// <summary>Answers when the token has fired.</summary>
    private static async Task<string> LostAsync(CancellationToken lost)
    {
        var fired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lost.Register(() => fired.TrySetResult());
        await fired.Task;
        return "lost";
    }
}
