using SmartCampus.Enrollments;

namespace SmartCampus.Host.Wire.V1;

/// <summary>What would become of a request, without making it?</summary>
/// <param name="StudentId">The student.</param>
/// <param name="SectionIds">The sections, each once.</param>
/// <param name="WhenFull">wait (default) or refuse: what would become of the request when it lacked nothing but seats.</param>
internal sealed record ValidateRequest(StudentId StudentId, IReadOnlyList<SectionId> SectionIds, WhenFull WhenFull = WhenFull.Wait);
