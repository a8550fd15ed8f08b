using System.Collections.Concurrent;
using Xunit;

namespace SmartCampus.Streams.Tests.InProcess;

/// <summary>One stream, its actors as a seed decides, and what must hold when it has stopped.</summary>
internal sealed class HandOverScenario(int seed) : IAsyncDisposable
{
    private readonly EventStream _stream = new("test", new EventStreamOptions { HistorySize = 1 + seed % 40 }, new HesitantTime(seed));
    private readonly ConcurrentDictionary<long, int> _published = [];
    private readonly ConcurrentBag<Follower> _followers = [];
    private readonly ConcurrentBag<Reading> _readers = [];

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    public async Task RunAsync()
    {
        var publishers = Enumerable.Range(0, 3).Select(actor => Task.Run(() => PublishAsync(new Random(seed * 100 + actor), actor))).ToArray();
        var subscribers = Enumerable.Range(3, 3).Select(actor => Task.Run(() => SubscribeAsync(new Random(seed * 100 + actor)))).ToArray();
        var readers = Enumerable.Range(6, 2).Select(actor => Task.Run(() => ReadAsync(new Random(seed * 100 + actor)))).ToArray();
        Task[] subscribed = [.. publishers, .. subscribers];
        if (seed % 3 > 0) await Task.WhenAll(subscribed);
        var report = await _stream.StopAsync(Timeout.InfiniteTimeSpan);
        await Task.WhenAll([.. subscribed, .. readers]);

        Assert.True(report.IsDrained);
        Assert.Equal(Enumerable.Range(1, (int)_stream.Head).Select(n => (long)n), _published.Keys.Order());
        Assert.All(_followers, Check);
        Assert.All(_readers, reader =>
        {
            var expected = Positions(reader.First, even: true).ToArray();
            Assert.Equal(expected.Take(reader.Read.Count), reader.Read.Select(r => r.Position));
            Assert.All(reader.Read, r => Assert.Equal(_published[r.Position], r.Event.Number));
            if (!reader.IsOvertaken) Assert.Equal(expected.Length, reader.Read.Count);
        });
    }

    private async Task PublishAsync(Random random, int actor)
    {
        try
        {
            for (var i = 0; i < 60; i++)
            {
                var number = actor * 1_000 + i;
                CampusEvent e = random.Next(2) == 0 ? new SeatTaken(number * 2) : new TermOpened(number * 2 + 1);
                _published[await _stream.PublishAsync(e)] = e.Number;
                if (random.Next(4) == 0) await Task.Yield();
            }
        }
        catch (EventStreamStoppedException)
        {
            // What was refused has no position, so that the check of all positions finds it when it was published all the same.
        }
    }

    private async Task SubscribeAsync(Random random)
    {
        try
        {
            for (var i = 0; i < 6; i++)
            {
                var follower = new Follower(random.Next(), random.Next(2) == 0);
                var first = 1 + random.NextInt64(_stream.Head + 1);
                var options = new SubscriptionOptions { From = StartAt.Position(first), Capacity = 1 + random.Next(random.Next(2) == 0 ? 5 : 200), Retries = 1, RetryDelay = TimeSpan.Zero };
                try
                {
                    follower.Subscription = follower.SeatsOnly ? _stream.Subscribe<SeatTaken>(follower, options) : _stream.Subscribe<CampusEvent>(follower, options);
                }
                catch (HistoryNotKeptException lost)
                {
                    Assert.True(first < lost.OldestKept);
                    continue;
                }
                follower.First = first;
                _followers.Add(follower);
                for (var pause = random.Next(20); pause > 0; pause--) await Task.Yield();
                if (random.Next(2) == 0) await follower.Subscription.DisposeAsync();
            }
        }
        catch (EventStreamStoppedException)
        {
            // Whoever comes too late is refused and receives nothing.
        }
    }

    private async Task ReadAsync(Random random)
    {
        var reading = new Reading(1 + random.NextInt64(_stream.Head + 1));
        try
        {
            var events = _stream.ReadAsync<SeatTaken>(StartAt.Position(reading.First));
            _readers.Add(reading);
            await foreach (var published in events)
            {
                reading.Read.Add(published);
                if (random.Next(8) == 0) await Task.Yield();
            }
        }
        catch (HistoryNotKeptException)
        {
            reading.IsOvertaken = true;
        }
    }

    private void Check(Follower follower)
    {
        var expected = Positions(follower.First, follower.SeatsOnly).ToArray();
        var status = follower.Subscription!.Status;
        Assert.Equal(expected.Take(follower.Received.Count), follower.Received.Select(r => r.Position));
        Assert.All(follower.Received, r => Assert.Equal(_published[r.Position], r.Number));
        Assert.Equal(follower.Received.Count, status.Handled);
        if (status.State == SubscriptionState.Stopped) Assert.Equal(expected.Length, follower.Received.Count);
    }

    private IEnumerable<long> Positions(long first, bool even) =>
        _published.Where(pair => pair.Key >= first && (!even || pair.Value % 2 == 0)).Select(pair => pair.Key).Order();

    private sealed class Reading(long first)
    {
        public long First => first;

        public List<PublishedEvent<SeatTaken>> Read { get; } = [];

        public bool IsOvertaken { get; set; }
    }
}
