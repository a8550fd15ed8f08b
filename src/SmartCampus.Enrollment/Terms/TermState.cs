namespace SmartCampus.Enrollments;

/// <summary>A term as its events tell it.</summary>
/// <param name="Exists">Whether it was opened.</param>
/// <param name="RegistrationOpens">The first moment of registration.</param>
/// <param name="RegistrationCloses">The first moment at which registration is over.</param>
/// <param name="FirstDay">The Monday of week 1; null when it is not known.</param>
public sealed record TermState(bool Exists, DateTimeOffset RegistrationOpens, DateTimeOffset RegistrationCloses, DateOnly? FirstDay = null);
