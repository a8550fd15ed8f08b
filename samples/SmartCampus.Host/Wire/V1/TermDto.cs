using SmartCampus.Enrollments;

namespace SmartCampus.Host.Wire.V1;

/// <summary>A term with its registration window.</summary>
/// <param name="Term">The term, such as Fall 2024.</param>
/// <param name="RegistrationOpens">The first moment of registration.</param>
/// <param name="RegistrationCloses">The first moment at which registration is over.</param>
/// <param name="FirstDay">The Monday of week 1, such as 2024-09-02; calendars need it.</param>
internal sealed record TermDto(TermId Term, DateTimeOffset RegistrationOpens, DateTimeOffset RegistrationCloses, DateOnly? FirstDay = null)
{
    public TermDefinition ToDefinition() => new(Term, RegistrationOpens, RegistrationCloses, FirstDay);
}
