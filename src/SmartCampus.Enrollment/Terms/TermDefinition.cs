namespace SmartCampus.Enrollments;

/// <summary>A term with its registration window.</summary>
/// <param name="Id">The term.</param>
/// <param name="RegistrationOpens">The first moment of registration.</param>
/// <param name="RegistrationCloses">The first moment at which registration is over; after <paramref name="RegistrationOpens"/>.</param>
/// <param name="FirstDay">The Monday of week 1, in the years 1900 to 9000, which puts meetings on dates; null (default) when it is not known, or stays as it is.</param>
public sealed record TermDefinition(TermId Id, DateTimeOffset RegistrationOpens, DateTimeOffset RegistrationCloses, DateOnly? FirstDay = null);
