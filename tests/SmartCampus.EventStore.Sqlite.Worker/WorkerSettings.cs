using System.Globalization;

namespace SmartCampus.Events.Worker;

/// <summary>What a <see cref="WorkerProcess"/> shall do.</summary>
public sealed record WorkerSettings
{
    /// <summary>The store's file.</summary>
    public required string Path { get; init; }

    /// <summary>Tells what is appended, see <see cref="PlannedAppend"/>; another one for each process.</summary>
    public required int Seed { get; init; }

    /// <summary>How many clients append at the same time.</summary>
    public int Clients { get; init; } = 50;

    /// <summary>How many appends each client does.</summary>
    public int Count { get; init; } = int.MaxValue;

    /// <summary>See <see cref="SqliteEventStoreOptions.IndexBatchSize"/>.</summary>
    public int IndexBatchSize { get; init; } = 16_384;

    /// <summary>Whether the write-ahead log is moved into the file all the time.</summary>
    public bool Checkpoints { get; init; }

    /// <summary>Whether clients keep snapshots and the checkpoints of consumer groups as well.</summary>
    public bool Extras { get; init; }

    /// <summary>See <see cref="SqliteEventStoreOptions.Durability"/>.</summary>
    public SqliteDurability Durability { get; init; } = SqliteDurability.Full;

    internal string[] ToArguments() =>
        ["append", Path, Text(Seed), Text(Clients), Text(Count), Text(IndexBatchSize), Checkpoints.ToString(), Extras.ToString(), Durability.ToString()];

    internal static WorkerSettings Parse(string[] args) => new()
    {
        Path = args[1],
        Seed = Number(args[2]),
        Clients = Number(args[3]),
        Count = Number(args[4]),
        IndexBatchSize = Number(args[5]),
        Checkpoints = bool.Parse(args[6]),
        Extras = bool.Parse(args[7]),
        Durability = Enum.Parse<SqliteDurability>(args[8]),
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
