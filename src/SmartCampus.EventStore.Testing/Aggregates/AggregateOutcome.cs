using System.Text.Json;
using Xunit;

namespace SmartCampus.Events.Testing;

/// <summary>What came of a call; the last part of a sentence begun with <see cref="AggregateSpecification{TAggregate, TState}.Given"/>.</summary>
/// <remarks>Not safe for use by several threads.</remarks>
/// <typeparam name="TAggregate">The aggregate.</typeparam>
/// <typeparam name="TState">Its state.</typeparam>
public sealed class AggregateOutcome<TAggregate, TState>
    where TAggregate : Aggregate<TAggregate, TState>, IAggregate<TAggregate, TState>
    where TState : class
{
    private readonly InMemoryEventStore _store;
    private readonly TAggregate _aggregate;
    private readonly TState _raisedState;
    private readonly object[] _raised;
    private readonly object? _returned;
    private readonly Exception? _thrown;
    private readonly EventText _text;
    private readonly string _story;

    internal AggregateOutcome(InMemoryEventStore store, TAggregate aggregate, IReadOnlyList<object> given, object? returned, Exception? thrown)
    {
        (_store, _aggregate, _returned, _thrown) = (store, aggregate, returned, thrown);
        _raisedState = aggregate.State;
        _raised = [.. aggregate.Uncommitted.Select(data => data.Event)];
        _text = new EventText(store.Serializer);
        _story = $"Given{_text.List(given)}\nwhen {typeof(TAggregate).Name} '{aggregate.Id}' was called, ";
    }

    /// <summary>The call raised these events, in this order, and threw nothing.</summary>
    /// <remarks>Events are compared by their registered names and JSON, so that lists within them count by value.</remarks>
    /// <param name="events">The events; none when the call shall have raised nothing.</param>
    public AggregateOutcome<TAggregate, TState> Then(params IReadOnlyList<object> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        MustNotHaveThrown();
        var expected = _text.List(events);
        var raised = _text.List(_raised);
        if (expected != raised) Assert.Fail($"{_story}it was expected to raise{expected}\nbut it raised{raised}");
        MustSurviveTheStore();
        return this;
    }

    /// <summary>The call threw exactly this type, and raised nothing.</summary>
    /// <returns>The exception, for a look at what it carries.</returns>
    public TException ThenThrows<TException>()
        where TException : Exception
    {
        if (_thrown?.GetType() != typeof(TException))
            Assert.Fail($"{_story}it was expected to throw {typeof(TException).Name}\nbut it {(_thrown is null ? $"raised{_text.List(_raised)}" : $"threw {_thrown}")}");
        if (_raised.Length > 0) Assert.Fail($"{_story}it threw {typeof(TException).Name} as expected\nbut before that it raised{_text.List(_raised)}");
        return (TException)_thrown!;
    }

    /// <summary>The call returned a value equal to this one.</summary>
    public AggregateOutcome<TAggregate, TState> ThenReturns(object? value)
    {
        MustNotHaveThrown();
        if (!Equals(value, _returned)) Assert.Fail($"{_story}it was expected to return\n  {value ?? "null"}\nbut it returned\n  {_returned ?? "null"}");
        return this;
    }

    /// <summary>The state is right after the call, and again when it is replayed from the stored events and restored from a snapshot.</summary>
    /// <param name="assert">Looks at the state; called for each of the three.</param>
    public AggregateOutcome<TAggregate, TState> ThenState(Action<TState> assert)
    {
        ArgumentNullException.ThrowIfNull(assert);
        MustNotHaveThrown();
        Check(assert, "after the call", _raisedState);
        var stored = MustSurviveTheStore();
        Check(assert, "after a replay of the stored events", Aggregate<TAggregate, TState>.Replay(_aggregate.Id, stored).State);
        if (TAggregate.Snapshots is { } schema) Check(assert, "after it was restored from a snapshot", Restore(schema));
        return this;
    }

    private void Check(Action<TState> assert, string when, TState state)
    {
        try
        {
            assert(state);
        }
#pragma warning disable CA1031 // Any failure of the caller's assertion is reported together with the story.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Assert.Fail($"{_story}the state was wrong {when}:\n  {state}\n{e.Message}");
        }
    }

    private void MustNotHaveThrown()
    {
        if (_thrown is not null) Assert.Fail($"{_story}it threw {_thrown}");
    }

    private IReadOnlyList<EventEnvelope> MustSurviveTheStore()
    {
        new AggregateRepository(_store).SaveAsync([_aggregate]).AsTask().GetAwaiter().GetResult();
        var stored = _store.ReplayAsync(_aggregate.Id).AsTask().GetAwaiter().GetResult().Events;
        foreach (var (raised, envelope) in _raised.Zip(stored.TakeLast(_raised.Length)))
        {
            if (!EventText.AreSame(raised, envelope.Event))
                Assert.Fail($"{_story}it raised an event that the store does not give back as it was:\n  raised {raised}\n  read   {envelope.Event}");
        }
        return stored;
    }

    private TState Restore(SnapshotSchema<TState> schema)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(_raisedState, schema.Json);
        return Aggregate<TAggregate, TState>.FromSnapshot(new Snapshot(_aggregate.Id, _aggregate.Version, schema.Name, bytes)).State;
    }
}
