using System.Collections.Concurrent;
using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>The cursors that are open.</summary>
internal sealed class CursorStore
{
    private readonly ConcurrentDictionary<long, Cursor> _cursors = new();
    private long _last;

    public void Clear() => _cursors.Clear();

    public bool Remove(long id) => _cursors.TryRemove(id, out _);

    public Cursor Find(long id, string @namespace) =>
        _cursors.TryGetValue(id, out var cursor) && cursor.Namespace == @namespace ? cursor : throw CommandException.CursorNotFound(id);

    public bool IsChangeStream(Request request) => request.Name switch
    {
        "getMore" => _cursors.GetValueOrDefault(request.Body[0].ToInt64()) is ChangeCursor,
        "aggregate" => ChangeCursor.Asked(request.Body),
        _ => false,
    };

    /// <summary>The answer of a command that makes a cursor; one that has nothing more is not kept.</summary>
    public async Task<BsonDocument> OpenAsync(Cursor cursor, int size, CommandContext context, bool single = false)
    {
        var batch = await cursor.BatchAsync(size, null, context);
        var id = single || cursor.Ended ? 0 : Interlocked.Increment(ref _last);
        if (id != 0)
        {
            _cursors[id] = cursor;
        }

        return Answer(cursor, id, "firstBatch", batch);
    }

    public async Task<BsonDocument> ContinueAsync(long id, int size, CommandContext context)
    {
        var cursor = Find(id, context.Request.Namespace);
        var batch = await cursor.BatchAsync(size, context.Request.MaxTime, context);
        Find(id, cursor.Namespace);
        if (cursor.Ended)
        {
            Remove(id);
        }

        return Answer(cursor, cursor.Ended ? 0 : id, "nextBatch", batch);
    }

    private static BsonDocument Answer(Cursor cursor, long id, string field, BsonArray batch)
    {
        var body = new BsonDocument { { field, batch }, { "id", id }, { "ns", cursor.Namespace } };
        return new BsonDocument("cursor", cursor.Token is { } token ? body.Add("postBatchResumeToken", token) : body);
    }
}
