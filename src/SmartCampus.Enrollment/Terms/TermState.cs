namespace SmartCampus.Enrollments;

/// <summary>A term as its events tell it.</summary>
/// <param name="Exists">Whether it was opened.</param>
/// <param name="RegistrationOpens">The first moment of registration.</param>
/// <param name="RegistrationCloses">The first moment at which registration is over.</param>
public sealed record TermState(bool Exists, DateTimeOffset RegistrationOpens, DateTimeOffset RegistrationCloses);
