using SmartCampus.Enrollments;
using SmartCampus.Events;

namespace SmartCampus.Host.Wire.V1;

/// <summary>One step in the history of an enrollment.</summary>
/// <param name="Event">What happened: the stored type name, such as student-enrolled.</param>
/// <param name="RecordedAt">When it was stored, in UTC.</param>
/// <param name="Enrollment">The enrollment after it.</param>
internal sealed record HistoryEntryDto(string Event, DateTimeOffset RecordedAt, EnrollmentDto Enrollment)
{
    public static HistoryEntryDto From(EnrollmentHistoryEntry entry, IEventSerializer serializer) => new(
        serializer.Serialize(new EventData(entry.Event)).EventType, entry.RecordedAt, EnrollmentDto.From(entry.Enrollment));
}
