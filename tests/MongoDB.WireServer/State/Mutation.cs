using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>The writes of one command. Each either happens with its change event and its place in the operation log, or throws and leaves no trace.</summary>
internal sealed class Mutation(NodeState state, Node node, DateTime now)
{
    public NodeState State { get; private set; } = state;

    public DateTime Now => now;

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

    public void Drop(string @namespace)
    {
        State = State with { Collections = State.Collections.Remove(@namespace) };
        Tell(@namespace, ChangeBody.Drop());
    }

    public void DropDatabase(string database) => Tell(database, ChangeBody.DropDatabase());

    public void Remember(BsonValue session, SessionRecord record) => State = State with { Sessions = State.Sessions.SetItem(session, record) };

    private void Put(CollectionState collection, BsonDocument body)
    {
        State = State with { Collections = State.Collections.SetItem(collection.Namespace, collection) };
        Tell(collection.Namespace, body);
    }

    private void Tell(string @namespace, BsonDocument body)
    {
        var sequence = State.Sequence + 1;
        var parts = @namespace.Split('.', 2);
        var source = new BsonDocument("db", parts[0]);
        if (parts.Length > 1)
        {
            source.Add("coll", parts[1]);
        }

        var change = new BsonDocument { { "operationType", body["operationType"] }, { "clusterTime", node.ClusterTime(sequence) }, { "wallTime", now } };
        change.Merge(body).Add("ns", source);
        State = State with
        {
            Sequence = sequence,
            Changes = State.Changes.Add(new ChangeEvent(sequence, parts[0], parts.Length > 1 ? parts[1] : null, change)),
        };
    }
}
