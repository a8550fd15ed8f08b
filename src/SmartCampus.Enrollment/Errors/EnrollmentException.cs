namespace SmartCampus.Enrollments;

/// <summary>The root of the errors of this package. Outcomes that a caller must expect are not errors but <see cref="EnrollmentResult"/>s.</summary>
public abstract class EnrollmentException : Exception
{
    private protected EnrollmentException(string message) : base(message)
    {
    }
}
