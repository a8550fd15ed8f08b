using SmartCampus.Enrollments;

namespace SmartCampus.Host.Wire.V1;

/// <summary>A term with its registration window.</summary>
/// <param name="Term">The term, such as Fall 2024.</param>
/// <param name="RegistrationOpens">The first moment of registration.</param>
/// <param name="RegistrationCloses">The first moment at which registration is over.</param>
internal sealed record TermDto(TermId Term, DateTimeOffset RegistrationOpens, DateTimeOffset RegistrationCloses)
{
    public TermDefinition ToDefinition() => new(Term, RegistrationOpens, RegistrationCloses);
}
