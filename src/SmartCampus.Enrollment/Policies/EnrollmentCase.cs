namespace SmartCampus.Enrollments;

/// <summary>All that policies may look at when a student asks for sections.</summary>
/// <param name="Student">The student with holds and transcript.</param>
/// <param name="StudentTerm">What the student is in during the term, or waits for; without the request itself when it waited until now.</param>
/// <param name="Term">The term with its registration window.</param>
/// <param name="Sections">The sections asked for, all of one term, in the order asked.</param>
/// <param name="Now">The moment.</param>
/// <param name="CreditLimit">The greatest number of credits in a term; null for no limit.</param>
public sealed record EnrollmentCase(
    StudentState Student,
    StudentTermState StudentTerm,
    TermState Term,
    IReadOnlyList<SectionState> Sections,
    DateTimeOffset Now,
    int? CreditLimit);
