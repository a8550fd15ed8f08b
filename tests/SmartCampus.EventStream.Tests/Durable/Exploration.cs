using System.Collections.Concurrent;
using SmartCampus.Events;
using Xunit;

namespace SmartCampus.Streams.Tests.Durable;

/// <summary>
/// Two processes that share a group while events are appended, time passes, calls fail, and processes die, freeze and come back; all by the
/// dice of one seed. Every effect and every checkpoint is held against what the promises say.
/// </summary>
internal sealed class Exploration(StoreUnderTest store, int seed) : IAsyncDisposable
{
    private const int Steps = 150, Streams = 4;

    private readonly Random _random = new(seed);
    private readonly Lock _dice = new();
    private readonly Explorer[] _explorers = new Explorer[2];
    private readonly ConcurrentQueue<Task> _ended = [];
    private readonly ConcurrentDictionary<GlobalPosition, bool> _effects = new();
    private readonly ConcurrentDictionary<GlobalPosition, bool> _discarded = new();
    private readonly ConcurrentDictionary<GlobalPosition, int> _poison = new();
    private readonly List<(StreamId Stream, GlobalPosition Position)> _appended = [];
    private readonly ConcurrentQueue<(StreamId Stream, GlobalPosition Position)> _firstEffects = new();
    private readonly ConcurrentQueue<string> _broken = new();
    private bool _isCalm;

    public DurableSubscriptionOptions Options { get; } = new()
    {
        Concurrency = 1 + (seed % 3),
        PageSize = 1 + (seed % 7),
        MaxInHand = 1 + (seed % 20),
        CheckpointEvents = 1 + (seed % 5),
        ClaimDuration = TimeSpan.FromSeconds(5),
        MaxAttempts = 1 + (seed % 2),
    };

    private DeadLetters Letters => new(store.Checkpoints, store.Letters, DurableTest.Group, store.Time);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var i = 0; i < _explorers.Length; i++) Restart(i);
        for (var step = 0; step < Steps; step++)
        {
            await StepAsync();
            await TurnsAsync(Roll(10));
            cancellationToken.ThrowIfCancellationRequested();
        }
        await CalmDownAsync(cancellationToken);
        Check();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var explorer in _explorers) _ended.Enqueue(explorer.DisposeAsync().AsTask());
        await Task.WhenAll(_ended);
    }

    private async Task StepAsync()
    {
        var any = _explorers[Roll(_explorers.Length)];
        switch (Roll(20))
        {
            case < 8:
                await AppendAsync();
                break;
            case < 13:
                store.Time.Advance(TimeSpan.FromMilliseconds(1 + Roll(2_000)));
                break;
            case 13:
                Restart(Array.IndexOf(_explorers, any));
                break;
            case 14:
                any.Freeze();
                break;
            case 15 or 16:
                any.Thaw();
                break;
            case 17:
                _poison.Clear();
                break;
            case 18:
                await Letters.RetryAsync(Stream());
                break;
            default:
                await DiscardAsync();
                break;
        }
    }

    private async Task AppendAsync()
    {
        var stream = Stream();
        var count = 1 + Roll(4);
        var result = await store.Events.AppendAsync(StreamAppend.To(stream, ExpectedVersion.Any, [.. Enumerable.Range(0, count).Select(i => (object)new Noted(i))]));
        // Positions of one append follow one another in the stores of these tests.
        for (var position = result.Position.Value - count + 1; position <= result.Position.Value; position++)
        {
            _appended.Add((stream, new GlobalPosition(position)));
            if (Roll(6) == 0) _poison[new GlobalPosition(position)] = 1 + Roll(8);
        }
    }

    private async Task DiscardAsync()
    {
        await foreach (var letter in Letters.ListAsync(Stream()))
        {
            _discarded[letter.Position] = true;
            await Letters.DiscardAsync(letter.Position);
            return;
        }
    }

    private void Restart(int number)
    {
        if (_explorers[number] is { } before) _ended.Enqueue(before.DisposeAsync().AsTask());
        _explorers[number] = new Explorer(store, Options, OnCallAsync, OnHandle, OnEffect, CheckAsync);
    }

    /// <summary>Before each call of the store: others may have their turn, or the store cannot be reached.</summary>
    private async Task OnCallAsync()
    {
        if (_isCalm) return;
        await TurnsAsync(Roll(3));
        if (Roll(60) == 0) throw new EventStoreUnavailableException("Nobody answers.");
    }

    private void OnHandle(EventEnvelope envelope)
    {
        if (_poison.TryGetValue(envelope.Position, out var left) && left > 0 && _poison.TryUpdate(envelope.Position, left - 1, left))
            throw new InvalidOperationException($"{envelope} is poison.");
    }

    private void OnEffect(EventEnvelope envelope)
    {
        lock (_effects)
            if (_effects.TryAdd(envelope.Position, true)) _firstEffects.Enqueue((envelope.Stream, envelope.Position));
    }

    /// <summary>Before a checkpoint is saved: whatever it passes has its effect, or is a letter, or was given up.</summary>
    private async Task CheckAsync(GlobalPosition position)
    {
        // In this order: a letter goes when its effect is there.
        var letters = new HashSet<GlobalPosition>();
        await foreach (var letter in Letters.ListAsync()) letters.Add(letter.Position);
        for (var at = 1L; at <= position.Value; at++)
        {
            var each = new GlobalPosition(at);
            if (!letters.Contains(each) && !_effects.ContainsKey(each) && !_discarded.ContainsKey(each)) _broken.Enqueue($"The checkpoint {position} passes {each}.");
        }
    }

    /// <summary>Nothing fails any more; what is parked is retried until all is done.</summary>
    private async Task CalmDownAsync(CancellationToken cancellationToken)
    {
        _isCalm = true;
        _poison.Clear();
        foreach (var explorer in _explorers) explorer.Thaw();
        var last = _appended.Count == 0 ? GlobalPosition.Start : _appended[^1].Position;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            store.Time.Advance(TimeSpan.FromMilliseconds(500));
            await TurnsAsync(20);
            // In this order: what was reached without its effect is a letter.
            var isReached = _explorers.Any(explorer => explorer.Position >= last);
            var parked = new HashSet<StreamId>();
            await foreach (var letter in Letters.ListAsync(cancellationToken: cancellationToken)) parked.Add(letter.Stream);
            foreach (var stream in parked) await Letters.RetryAsync(stream, cancellationToken);
            if (!_broken.IsEmpty || (parked.Count == 0 && isReached)) return;
        }
    }

    private void Check()
    {
        Assert.Empty(_broken);
        Assert.DoesNotContain(_appended, each => !_effects.ContainsKey(each.Position) && !_discarded.ContainsKey(each.Position));
        foreach (var stream in _firstEffects.Where(each => !_discarded.ContainsKey(each.Position)).GroupBy(each => each.Stream))
            Assert.Equal(stream.Select(each => each.Position).Order(), stream.Select(each => each.Position));
    }

    private StreamId Stream() => new($"s-{Roll(Streams)}");

    private int Roll(int sides)
    {
        lock (_dice) return _random.Next(sides);
    }

    private static async Task TurnsAsync(int count)
    {
        for (var turn = 0; turn < count; turn++) await Task.Yield();
    }
}
