using System.Collections.Immutable;
using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>The writes of one command. Each either happens with its change event and its place in the operation log, or throws and leaves no trace.</summary>
internal sealed class Mutation
{
    private readonly Node _node;
    private readonly List<NodeState> _steps = [];
    private NodeState _state;

    public Mutation(NodeState state, Node node) => (_state, _node, Now) = (state, node, node.Now);

    /// <summary>The moment of the command, the same for all its statements.</summary>
    public DateTime Now { get; }

    /// <summary>The state after each place in the operation log, as a majority may come to have it one by one.</summary>
    public IReadOnlyList<NodeState> Steps => _steps;

    public NodeState State
    {
        get => _state;
        private set
        {
            // An answer to remember belongs to the write that it is of, and not to a place of its own.
            if (value.Sequence == _state.Sequence && _steps.Count > 0)
            {
                _steps[^1] = value;
            }
            else if (value.Sequence != _state.Sequence)
            {
                _steps.Add(value);
            }

            _state = value;
        }
    }

    /// <summary>An entry in the operation log that changes nothing.</summary>
    public long Note()
    {
        State = State with { Sequence = State.Sequence + 1 };
        return State.Sequence;
    }

    public CollectionState Ensure(string @namespace)
    {
        if (State.Collection(@namespace) is { } collection)
        {
            return collection;
        }

        var created = CollectionState.Create(@namespace);
        State = State with { Sequence = State.Sequence + 1, Collections = State.Collections.Add(@namespace, created) };
        return created;
    }

    public void Insert(string @namespace, BsonDocument document)
    {
        var collection = Ensure(@namespace).Insert(document);
        Put(collection, ChangeBody.Insert(document));
    }

    public void Replace(string @namespace, long record, BsonDocument document, bool replacement)
    {
        var collection = State.Collection(@namespace)!;
        var before = collection.Records[record];
        Put(collection.Replace(record, document), replacement ? ChangeBody.Replace(document) : ChangeBody.Update(before, document));
    }

    public void Delete(string @namespace, long record)
    {
        var collection = State.Collection(@namespace)!;
        Put(collection.Delete(record), ChangeBody.Delete(collection.Records[record]));
    }

    /// <summary>Changes that change streams do not tell of, such as a new index.</summary>
    public void Put(CollectionState collection) =>
        State = State with { Sequence = State.Sequence + 1, Collections = State.Collections.SetItem(collection.Namespace, collection) };

    public void Drop(string @namespace) => Tell(@namespace, State.Collections.Remove(@namespace), ChangeBody.Drop());

    public void DropDatabase(string database) => Tell(database, State.Collections, ChangeBody.DropDatabase());

    public void Remember(BsonValue session, SessionRecord record) => State = State with { Sessions = State.Sessions.SetItem(session, record) };

    private void Put(CollectionState collection, BsonDocument body) =>
        Tell(collection.Namespace, State.Collections.SetItem(collection.Namespace, collection), body);

    private void Tell(string @namespace, ImmutableSortedDictionary<string, CollectionState> collections, BsonDocument body)
    {
        var sequence = State.Sequence + 1;
        var parts = @namespace.Split('.', 2);
        var source = new BsonDocument("db", parts[0]);
        if (parts.Length > 1)
        {
            source.Add("coll", parts[1]);
        }

        var change = new BsonDocument { { "operationType", body["operationType"] }, { "clusterTime", _node.ClusterTime(sequence) }, { "wallTime", Now } };
        change.Merge(body).Add("ns", source);
        State = State with
        {
            Sequence = sequence,
            Collections = collections,
            Changes = State.Changes.Add(new ChangeEvent(sequence, parts[0], parts.Length > 1 ? parts[1] : null, change)),
        };
    }
}
