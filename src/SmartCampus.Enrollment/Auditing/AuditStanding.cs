namespace SmartCampus.Enrollments;

internal enum AuditStanding
{
    None,
    Enrolled,
    Waitlisted,
    Dropped,
    Completed,
}
