namespace SmartCampus.Enrollments;

/// <summary>A term's registration window was moved.</summary>
/// <param name="Term">The term.</param>
/// <param name="RegistrationOpens">The first moment of registration.</param>
/// <param name="RegistrationCloses">The first moment at which registration is over.</param>
public sealed record RegistrationWindowChangedEvent(TermId Term, DateTimeOffset RegistrationOpens, DateTimeOffset RegistrationCloses);
