using MongoDB.Bson;

namespace SmartCampus.Locking;

/// <summary>Writes a request as an update that the server computes from the bucket and its own clock.</summary>
/// <remarks>
/// A bucket is <c>{ _id, n, l: [ { r, id, o, t, u, x } ], w: [ { r, p, o, u } ], d: [ { id, ok } ] }</c>: the highest token given; the leases with resource, id, owner, token,
/// end and the number of the last extension; the processes that wait, first come first; and of the last requests to end a lease, whether it had been held.
/// </remarks>
internal sealed class LockPipeline(BsonBinaryData process, TimeSpan placeLength)
{
    /// <summary>The most places of a bucket; who finds none waits without one.</summary>
    private const int MaxPlaces = 512;

    /// <summary>The most answers that a bucket keeps for a request that is repeated because its answer was lost.</summary>
    private const int MaxAnswers = 16;

    private static readonly BsonString Now = "$$NOW";

    public BsonDocument[] For(LockRequest request)
    {
        var stages = new List<BsonDocument>(4) { Tidy(request) };
        if (request.Extended is { } lease) stages.Add(Extend(lease, request.Extension));
        if (request.Next is { } waiter) stages.AddRange(Grant(waiter), Settle(waiter));
        return [.. stages];
    }

    /// <summary>Drops what has run out, and what is given back.</summary>
    private BsonDocument Tidy(LockRequest request)
    {
        var live = Bson.Gt("$$e.u", Now);
        var keptLeases = request.Drop.Count == 0 ? live : Bson.And(live, Bson.Not(Bson.In("$$e.id", new BsonArray(request.Drop))));
        var keptPlaces = request.KeepsPlace ? live : Bson.And(live, Bson.Not(IsMine(request.Resource)));
        var set = new BsonDocument { { "l", Bson.Filter("$l", keptLeases) }, { "w", Bson.Filter("$w", keptPlaces) } };
        if (request.Ended is { } ended)
        {
            var held = Bson.Gt(Bson.Size(Bson.Filter("$l", Bson.And(live, Bson.Eq("$$e.id", ended.Lease)))), 0);
            // Asked again because the answer was lost, the first answer counts.
            var answers = Bson.IfNull("$d", new BsonArray());
            var answer = new BsonDocument { { "id", ended.By }, { "ok", held } };
            set.Add("d", Bson.Cond(
                Bson.In(ended.By, Bson.IfNull("$d.id", new BsonArray())), answers, Bson.Last(Bson.Concat(answers, new BsonArray { answer }), MaxAnswers)));
            if (request.IsBreak) set.Add("n", Bson.Add("$n", Bson.Cond(held, 1L, 0L)));
        }
        return Bson.Set(set);
    }

    /// <summary>Prolongs a lease, unless a later extension of it has overtaken this one.</summary>
    private static BsonDocument Extend(MongoLease lease, TimeSpan length) => Bson.Set("l", Bson.Map("$l", Bson.Cond(
        Bson.And(Bson.Eq("$$e.id", lease.Id), Bson.Lte("$$e.x", lease.Extensions)),
        Bson.Merge("$$e", new BsonDocument { { "u", After(length) }, { "x", lease.Extensions } }),
        "$$e")));

    /// <summary>Grants the resource when nobody has it and no other process is first in line. A lease that is there already was granted to the same request before.</summary>
    private BsonDocument Grant(LockWaiter waiter)
    {
        var lease = new BsonDocument
        {
            { "r", Bson.Literal(LockName.ToBson(waiter.Resource)) }, { "id", waiter.Id }, { "o", Bson.Literal(LockName.ToBson(waiter.Owner)) },
            { "t", Bson.Add("$n", 1L) }, { "u", After(waiter.Options.Lease) }, { "x", 0L },
        };
        var isFree = Bson.Eq(Bson.Size(Bson.Filter("$l", IsAbout(waiter.Resource))), 0);
        var first = Bson.Let("f", Bson.First(Bson.Filter("$w", IsAbout(waiter.Resource))), Bson.IfNull("$$f.p", process));
        var again = Bson.Map("$l", Bson.Cond(
            Bson.And(Bson.Eq("$$e.id", waiter.Id), Bson.Eq("$$e.x", 0L)), Bson.Merge("$$e", new BsonDocument("u", After(waiter.Options.Lease))), "$$e"));
        return Bson.Set("l", Bson.Cond(
            Bson.In(waiter.Id, "$l.id"), again, Bson.Cond(Bson.And(isFree, Bson.Eq(first, process)), Bson.Concat("$l", new BsonArray { lease }), "$l")));
    }

    /// <summary>Raises the highest token, and takes the process out of the line or keeps it there.</summary>
    private BsonDocument Settle(LockWaiter waiter)
    {
        var others = Bson.Filter("$w", Bson.Not(IsMine(waiter.Resource)));
        return Bson.Set(new BsonDocument
        {
            { "n", Bson.Max("$n", Bson.Max("$l.t")) },
            { "w", Bson.Cond(Bson.In(waiter.Id, "$l.id"), others, waiter.IsImpatient ? new BsonString("$w") : Stand(waiter)) },
        });
    }

    private BsonDocument Stand(LockWaiter waiter)
    {
        var owner = Bson.Literal(LockName.ToBson(waiter.Owner));
        var place = new BsonDocument { { "r", Bson.Literal(LockName.ToBson(waiter.Resource)) }, { "p", process }, { "o", owner }, { "u", After(placeLength) } };
        // Written anew when a third of it has passed: most looks then change nothing, and what changes nothing costs the servers little.
        var isFresh = Bson.And(Bson.Gt("$$e.u", After(placeLength * 2 / 3)), Bson.Eq("$$e.o", owner));
        var stays = Bson.Map("$w", Bson.Cond(
            Bson.And(IsMine(waiter.Resource), Bson.Not(isFresh)), Bson.Merge("$$e", new BsonDocument { { "o", owner }, { "u", After(placeLength) } }), "$$e"));
        var comes = Bson.Cond(Bson.Lt(Bson.Size("$w"), MaxPlaces), Bson.Concat("$w", new BsonArray { place }), "$w");
        return Bson.Cond(Bson.Gt(Bson.Size(Bson.Filter("$w", IsMine(waiter.Resource))), 0), stays, comes);
    }

    private static BsonDocument IsAbout(string resource) => Bson.Eq("$$e.r", Bson.Literal(LockName.ToBson(resource)));

    private BsonDocument IsMine(string resource) => Bson.And(IsAbout(resource), Bson.Eq("$$e.p", process));

    /// <summary>So long after the server's now; not a millisecond too short.</summary>
    private static BsonDocument After(TimeSpan length) => Bson.Add(Now, (long)Math.Ceiling(length.TotalMilliseconds));
}
