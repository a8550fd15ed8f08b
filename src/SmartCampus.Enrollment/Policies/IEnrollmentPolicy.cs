namespace SmartCampus.Enrollments;

/// <summary>One rule of who may enroll in what.</summary>
/// <remarks>
/// A pure function of the case: it reads no clock and no store, so that it can be asked again at every retry and every promotion.
/// Implementations are safe for use by several threads.
/// </remarks>
public interface IEnrollmentPolicy
{
    /// <summary>Gives every violation of the rule; none when the rule holds.</summary>
    IEnumerable<Refusal> Check(EnrollmentCase request);
}
