namespace SmartCampus.MongoWire;

/// <summary>What goes wrong with a command.</summary>
public enum Fault
{
    /// <summary>The connection ends before the command had any effect.</summary>
    DropBeforeApplying,

    /// <summary>The command takes effect, then the connection ends without an answer.</summary>
    DropAfterApplying,

    /// <summary>Error 10107 without effect, retryable where the command is: the node says that it is no longer the primary, and is it again at once.</summary>
    NotWritablePrimary,

    /// <summary>The command takes effect and its answer has a write concern error: whether a majority has it is not known.</summary>
    WriteConcernTimeout,

    /// <summary>Error 11602, retryable where the command is, when half of the command's statements (of one, that one) have taken effect: the primary stepped down meanwhile.</summary>
    InterruptedMidway,

    /// <summary>The first statement of a write command fails with error 121, as when a validator refuses a document; an ordered command ends there.</summary>
    StatementRefused,

    /// <summary>Error 91 without effect, retryable where the command is.</summary>
    ShutdownInProgress,

    /// <summary>
    /// A read gets the answer of a former primary that knows nothing since <see cref="ReplicationControl.Mark"/>; a linearizable one gets error 11602, since no
    /// majority confirms a former primary. Only a client that has seen nothing newer can meet one.
    /// </summary>
    StaleRead,

    /// <summary>Error 14031 without effect.</summary>
    DiskFull,
}
