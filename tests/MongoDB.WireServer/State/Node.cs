using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>The one data-bearing member: what is applied, what of it a majority has, and the term in which it is primary.</summary>
internal sealed class Node(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly int _epoch = (int)time.GetUtcNow().ToUnixTimeSeconds();
    private readonly List<NodeState> _pending = [];
    private bool _held;

    public NodeState Applied { get; private set; } = NodeState.Empty;

    public NodeState Committed { get; private set; } = NodeState.Empty;

    /// <summary>What a majority had at the mark.</summary>
    public NodeState Former { get; private set; } = NodeState.Empty;

    public int Term { get; private set; } = 1;

    /// <summary>Counts what a client must hear of: elections and refusals to write.</summary>
    public long TopologyVersion { get; private set; } = 1;

    public ObjectId Process { get; } = ObjectId.GenerateNewId();

    /// <summary>Beats when documents or what a majority has of them change.</summary>
    public Pulse Data { get; } = new();

    /// <summary>Beats when clients must hear of the node itself.</summary>
    public Pulse Topology { get; } = new();

    public DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Runs a command's writes as one step that no other command sees half of.</summary>
    public T Write<T>(int term, Func<Mutation, T> write)
    {
        lock (_gate)
        {
            if (term != Term)
            {
                throw new ConnectionDroppedException();
            }

            var mutation = new Mutation(Applied, this);
            try
            {
                return write(mutation);
            }
            finally
            {
                Applied = mutation.State;
                if (_held)
                {
                    _pending.AddRange(mutation.Steps);
                }
                else
                {
                    Committed = Applied;
                }

                Data.Beat();
            }
        }
    }

    public void Hold()
    {
        lock (_gate)
        {
            _held = true;
        }
    }

    public void Release()
    {
        lock (_gate)
        {
            _held = false;
            _pending.Clear();
            Committed = Applied;
            Data.Beat();
        }
    }

    public void Advance(int writes)
    {
        lock (_gate)
        {
            var count = Math.Min(writes, _pending.Count);
            Committed = count > 0 ? _pending[count - 1] : Committed;
            _pending.RemoveRange(0, count);
            Data.Beat();
        }
    }

    public void Mark()
    {
        lock (_gate)
        {
            Former = Committed;
        }
    }

    public void StepDown()
    {
        lock (_gate)
        {
            Applied = Committed = Committed with { Sequence = Applied.Sequence + 1 };
            _held = false;
            _pending.Clear();
            Term++;
            TopologyVersion++;
            Topology.Beat();
            Data.Beat();
        }
    }

    public void BumpTopology()
    {
        lock (_gate)
        {
            TopologyVersion++;
            Topology.Beat();
        }
    }

    /// <summary>Waits until the condition holds; false when the time is over first, an exception when another primary has taken over.</summary>
    public Task<bool> Until(Pulse pulse, Func<Node, bool> condition, int term, TimeSpan patience, TimeProvider clock, CancellationToken cancellation) =>
        pulse.Until(() => Holds(condition, term), patience, clock, cancellation);

    public BsonTimestamp ClusterTime(long sequence) => new(_epoch, (int)sequence);

    /// <summary>The place in the operation log of a time that a client gives back.</summary>
    public long Sequence(BsonTimestamp time) => time.Timestamp < _epoch ? 0 : time.Timestamp > _epoch ? long.MaxValue : time.Increment;

    private bool Holds(Func<Node, bool> condition, int term)
    {
        lock (_gate)
        {
            return term == Term ? condition(this) : throw new ConnectionDroppedException();
        }
    }
}
