namespace SmartCampus.Enrollments;

/// <summary>A term was announced with its registration window.</summary>
/// <param name="Term">The term.</param>
/// <param name="RegistrationOpens">The first moment of registration.</param>
/// <param name="RegistrationCloses">The first moment at which registration is over.</param>
public sealed record TermOpenedEvent(TermId Term, DateTimeOffset RegistrationOpens, DateTimeOffset RegistrationCloses);
