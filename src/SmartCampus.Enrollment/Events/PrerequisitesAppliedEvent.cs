namespace SmartCampus.Enrollments;

/// <summary>A student took seats on the strength of the transcript. Stored beside the transcript, so that a grade cannot change unseen at the same moment.</summary>
/// <param name="StudentId">The student.</param>
/// <param name="SectionIds">The sections with prerequisites.</param>
public sealed record PrerequisitesAppliedEvent(StudentId StudentId, IReadOnlyList<SectionId> SectionIds);
