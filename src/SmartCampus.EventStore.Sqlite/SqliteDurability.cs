namespace SmartCampus.Events;

/// <summary>What an acknowledged append survives.</summary>
public enum SqliteDurability
{
    /// <summary>The end of the process and the loss of power: every commit is flushed to the disk before it is acknowledged (SQLite's <c>synchronous=FULL</c>).</summary>
    Full,

    /// <summary>
    /// The end of the process, <c>kill -9</c> included. A loss of power may take the last commits, whole and in reverse order,
    /// and leaves the file intact (SQLite's <c>synchronous=NORMAL</c>).
    /// </summary>
    Normal,
}
