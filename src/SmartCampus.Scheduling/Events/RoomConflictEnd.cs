using System.Text.Json.Serialization;

namespace SmartCampus.Scheduling;

/// <summary>How a conflict over a room ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RoomConflictEnd>))]
public enum RoomConflictEnd
{
    /// <summary>Students left, and the section fits its room again.</summary>
    [JsonStringEnumMemberName("fits")]
    Fits,

    /// <summary>The section moved to a larger room.</summary>
    [JsonStringEnumMemberName("moved")]
    Moved,

    /// <summary>The section's booking of the room was ended.</summary>
    [JsonStringEnumMemberName("released")]
    Released,
}
