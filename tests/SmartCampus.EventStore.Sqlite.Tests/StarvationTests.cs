using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>ES1, ES14: when callers block every thread of the pool, the writer still commits, and answers once there is a thread to answer on. Alone, since it takes the pool from all others.</summary>
[Collection(nameof(StarvationTests))]
[CollectionDefinition(nameof(StarvationTests), DisableParallelization = true)]
public sealed class StarvationTests : IDisposable
{
    private readonly StoreFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task A_blocked_pool_holds_up_answers_and_no_commit()
    {
        const int Appends = 40;
        await using var store = _file.Open();
        ThreadPool.GetMaxThreads(out var workers, out var ports);
        ThreadPool.GetMinThreads(out var threads, out _);
        using var release = new ManualResetEventSlim();
        Task<AppendResult>[] appends;
        try
        {
            Assert.True(ThreadPool.SetMaxThreads(threads, ports));
            Block(threads, release);
            appends = [.. Enumerable.Range(0, Appends).Select(number => store.AppendAsync(new StreamId($"room-{number}"), ExpectedVersion.NoStream).AsTask())];

            // The file is asked and not the store: what is there has been committed.
            while (_file.Number("select count(*) from events") < Appends) Wait();
            Assert.All(appends, append => Assert.False(append.IsCompleted));
        }
        finally
        {
            release.Set();
            ThreadPool.SetMaxThreads(workers, ports);
        }
        Assert.All(await Task.WhenAll(appends), result => Assert.Equal(1, result.Streams[0].First.Value));
        Assert.Equal(Appends, (await store.VerifyAsync()).Count);
    }

    /// <summary>Gives every thread of the pool something that ends when it is released.</summary>
    private static void Block(int threads, ManualResetEventSlim release)
    {
        var blocked = Thread.CurrentThread.IsThreadPoolThread ? 1 : 0;
        for (var item = 0; item < threads; item++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                _ =>
                {
                    Interlocked.Increment(ref blocked);
                    release.Wait();
                },
                null);
        }
        while (Volatile.Read(ref blocked) < threads) Wait();
    }

    private static void Wait()
    {
        TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        Thread.Sleep(1);
    }
}
