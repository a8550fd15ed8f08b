namespace SmartCampus.Enrollments;

/// <summary>A term with its registration window.</summary>
/// <param name="Id">The term.</param>
/// <param name="RegistrationOpens">The first moment of registration.</param>
/// <param name="RegistrationCloses">The first moment at which registration is over; after <paramref name="RegistrationOpens"/>.</param>
public sealed record TermDefinition(TermId Id, DateTimeOffset RegistrationOpens, DateTimeOffset RegistrationCloses);
