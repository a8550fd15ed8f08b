namespace SmartCampus.Enrollments;

/// <summary>
/// A decision does not fit the aggregate that shall carry it out: the streams behind it were read at different moments, and one has
/// moved between. <see cref="EnrollmentService"/> reads again and decides anew; callers meet this only when they use aggregates themselves.
/// </summary>
public sealed class StaleDecisionException : EnrollmentException
{
    internal StaleDecisionException(string message) : base(message)
    {
    }
}
