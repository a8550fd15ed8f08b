using SmartCampus.Enrollments;

namespace SmartCampus.Host.Wire.V1;

/// <summary>A student gives up enrollments for seats in other sections of the same term: all of it, or nothing.</summary>
/// <param name="DropEnrollmentIds">The enrollments to give up, all of one student, each once.</param>
/// <param name="SectionIds">The sections to take, each once.</param>
internal sealed record SwapRequest(IReadOnlyList<EnrollmentId> DropEnrollmentIds, IReadOnlyList<SectionId> SectionIds);
