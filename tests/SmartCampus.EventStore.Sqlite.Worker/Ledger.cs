using System.Collections.Concurrent;
using System.Globalization;

namespace SmartCampus.Events.Worker;

/// <summary>All that worker processes have said, in lines of these kinds:</summary>
/// <remarks>
/// <c>? COMMIT SEED CLIENT NUMBER HEAD,HEAD…</c> before an append, <c>! COMMIT POSITION FIRST-LAST,FIRST-LAST…</c> when it was acknowledged,
/// <c>x COMMIT</c> when it was refused, <c>c GROUP POSITION</c> for a checkpoint and <c>s STREAM VERSION</c> for a snapshot that was acknowledged.
/// </remarks>
public sealed class Ledger
{
    internal const string SnapshotSchema = "head";

    private readonly ConcurrentDictionary<CommitId, Attempt> _attempts = new();
    private readonly ConcurrentDictionary<string, long> _checkpoints = new();
    private readonly ConcurrentDictionary<StreamId, long> _snapshots = new();

    /// <summary>Every append that was tried.</summary>
    public ICollection<Attempt> Attempts => _attempts.Values;

    /// <summary>The acknowledged checkpoint of each consumer group.</summary>
    public IReadOnlyDictionary<string, long> Checkpoints => _checkpoints;

    /// <summary>The version of the newest acknowledged snapshot of each stream.</summary>
    public IReadOnlyDictionary<StreamId, long> Snapshots => _snapshots;

    /// <summary>Finds an append; null when nobody said that it was tried.</summary>
    public Attempt? Find(CommitId id) => _attempts.GetValueOrDefault(id);

    /// <summary>Takes a line of a process.</summary>
    /// <param name="line">The line; one that the kill has cut short is passed over.</param>
    /// <param name="acknowledged">The highest position that this process has acknowledged so far.</param>
    /// <returns>Whether it acknowledges an append.</returns>
    internal bool Take(string line, ref long acknowledged)
    {
        var parts = line.Split(' ');
        switch (parts)
        {
            case ["?", _, _, _, _, _]:
                var plan = new PlannedAppend((int)Number(parts[2]), (int)Number(parts[3]), (int)Number(parts[4]));
                var id = Id(parts[1]);
                _attempts[id] = new Attempt(plan.Request(id, [.. parts[5].Split(',').Select(Number)]), acknowledged);
                return false;
            case ["!", _, _, _]:
                var attempt = _attempts[Id(parts[1])];
                attempt.Result = attempt.Read(Number(parts[2]), parts[3]);
                acknowledged = Math.Max(acknowledged, attempt.Result.Position.Value);
                return true;
            case ["x", _]:
                _attempts[Id(parts[1])].IsRefused = true;
                return false;
            case ["c", _, _]:
                _checkpoints.AddOrUpdate(parts[1], Number(parts[2]), (_, before) => Math.Max(before, Number(parts[2])));
                return false;
            case ["s", _, _]:
                _snapshots.AddOrUpdate(new StreamId(parts[1]), Number(parts[2]), (_, before) => Math.Max(before, Number(parts[2])));
                return false;
            default:
                return false;
        }
    }

    internal static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static CommitId Id(string text) => new(Guid.Parse(text));
}
