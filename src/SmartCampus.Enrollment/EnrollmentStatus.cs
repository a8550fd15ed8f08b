using System.Text.Json.Serialization;

namespace SmartCampus.Enrollments;

/// <summary>Where an enrollment stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EnrollmentStatus>))]
public enum EnrollmentStatus
{
    /// <summary>The student has a seat.</summary>
    [JsonStringEnumMemberName("enrolled")]
    Enrolled,

    /// <summary>The student waits for a seat.</summary>
    [JsonStringEnumMemberName("waitlisted")]
    Waitlisted,

    /// <summary>The student left, and may enroll again.</summary>
    [JsonStringEnumMemberName("dropped")]
    Dropped,

    /// <summary>The student has a grade.</summary>
    [JsonStringEnumMemberName("completed")]
    Completed,
}
