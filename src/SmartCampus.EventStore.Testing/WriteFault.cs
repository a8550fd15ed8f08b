namespace SmartCampus.Events.Testing;

/// <summary>Why a store's medium takes nothing.</summary>
public enum WriteFault
{
    /// <summary>There is no space left.</summary>
    Full,

    /// <summary>Writing is an I/O error.</summary>
    WriteError,

    /// <summary>Writing goes well, and making it durable is an I/O error.</summary>
    FlushError,
}
