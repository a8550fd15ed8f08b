namespace SmartCampus.MongoWire;

/// <summary>Which of the coming commands fail, and which wait.</summary>
/// <threadsafety>All members may be used at any time.</threadsafety>
public sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly List<Rule> _rules = [];
    private readonly List<HoldGate> _holds = [];

    internal FaultPlan()
    {
    }

    /// <summary>Lets coming commands fail.</summary>
    /// <param name="command">The command's name, such as <c>insert</c>.</param>
    /// <param name="collection">Its collection; null for any.</param>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="times">How many commands fail, at least 1. A driver's retry is a command of its own.</param>
    /// <param name="skip">How many pass before the first that fails.</param>
    public void Next(string command, string? collection, Fault fault, int times = 1, int skip = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(command);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        lock (_gate)
        {
            _rules.Add(new Rule(command, collection, fault) { Times = times, Skip = skip });
        }
    }

    /// <summary>Lets the next such command wait before it takes effect, and before it fails when it is to fail.</summary>
    /// <param name="command">The command's name.</param>
    /// <param name="collection">Its collection; null for any.</param>
    public HoldGate Hold(string command, string? collection)
    {
        ArgumentException.ThrowIfNullOrEmpty(command);
        var gate = new HoldGate(command, collection);
        lock (_gate)
        {
            _holds.Add(gate);
        }

        return gate;
    }

    /// <summary>Lets no further command fail; those that wait go on waiting.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _rules.Clear();
            _holds.Clear();
        }
    }

    internal HoldGate? TakeHold(string command, string? collection)
    {
        lock (_gate)
        {
            var gate = _holds.Find(gate => Match(gate.Command, gate.Collection, command, collection));
            _holds.Remove(gate!);
            return gate;
        }
    }

    internal Fault? Take(string command, string? collection)
    {
        lock (_gate)
        {
            foreach (var rule in _rules.Where(rule => Match(rule.Command, rule.Collection, command, collection)))
            {
                if (rule.Skip > 0)
                {
                    rule.Skip--;
                }
                else if (rule.Times > 0)
                {
                    rule.Times--;
                    return rule.Fault;
                }
            }

            return null;
        }
    }

    private static bool Match(string command, string? collection, string name, string? on) => command == name && (collection is null || collection == on);

    private sealed record Rule(string Command, string? Collection, Fault Fault)
    {
        public int Times { get; set; }

        public int Skip { get; set; }
    }
}
