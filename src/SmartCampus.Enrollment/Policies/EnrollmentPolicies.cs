namespace SmartCampus.Enrollments;

/// <summary>The policies that come with the package, and how a set of them is asked.</summary>
public static class EnrollmentPolicies
{
    /// <summary>A seat must be free in each section.</summary>
    public static IEnrollmentPolicy Capacity { get; } = new CapacityPolicy();

    /// <summary>The student must not be in a section already, nor wait for it.</summary>
    public static IEnrollmentPolicy Duplicate { get; } = new DuplicatePolicy();

    /// <summary>No two of the student's sections may meet at once, those of the request included.</summary>
    public static IEnrollmentPolicy TimeClash { get; } = new TimeClashPolicy();

    /// <summary>The student must have passed every prerequisite.</summary>
    public static IEnrollmentPolicy Prerequisite { get; } = new PrerequisitePolicy();

    /// <summary>The credits of the student's courses of the term, each counted once, must not exceed the limit.</summary>
    public static IEnrollmentPolicy CreditLimit { get; } = new CreditLimitPolicy();

    /// <summary>It must be within the term's registration window.</summary>
    public static IEnrollmentPolicy RegistrationWindow { get; } = new RegistrationWindowPolicy();

    /// <summary>The student must have no hold.</summary>
    public static IEnrollmentPolicy Hold { get; } = new HoldPolicy();

    /// <summary>All of the above.</summary>
    public static IReadOnlyList<IEnrollmentPolicy> Standard { get; } =
        [Capacity, Duplicate, TimeClash, Prerequisite, CreditLimit, RegistrationWindow, Hold];

    /// <summary>Asks every policy and gives every violation, in the order of the policies.</summary>
    public static IReadOnlyList<Refusal> Check(this IReadOnlyList<IEnrollmentPolicy> policies, EnrollmentCase request)
    {
        ArgumentNullException.ThrowIfNull(policies);
        ArgumentNullException.ThrowIfNull(request);
        var violations = new List<Refusal>();
        foreach (var policy in policies) violations.AddRange(policy.Check(request));
        return violations;
    }
}
