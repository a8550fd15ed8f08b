using SmartCampus.Enrollments;

namespace SmartCampus.Host.Wire.V1;

/// <summary>A student asks for a seat in each of several sections of one term: all of them, or none.</summary>
/// <param name="SectionIds">The sections, each once.</param>
/// <param name="WhenFull">wait (default) or refuse: what becomes of the request when it lacks nothing but seats.</param>
internal sealed record EnrollAllRequest(IReadOnlyList<SectionId> SectionIds, WhenFull WhenFull = WhenFull.Wait);
