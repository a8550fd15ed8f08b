using System.Text.Json.Serialization;

namespace SmartCampus.Enrollments;

/// <summary>How events are written as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StudentEnrolledEvent))]
[JsonSerializable(typeof(StudentWaitlistedEvent))]
[JsonSerializable(typeof(StudentPromotedEvent))]
[JsonSerializable(typeof(EnrollmentDroppedEvent))]
[JsonSerializable(typeof(GradeAssignedEvent))]
[JsonSerializable(typeof(GradeChangedEvent))]
[JsonSerializable(typeof(CourseAddedEvent))]
[JsonSerializable(typeof(TermOpenedEvent))]
[JsonSerializable(typeof(RegistrationWindowChangedEvent))]
[JsonSerializable(typeof(TermScheduledEvent))]
[JsonSerializable(typeof(SectionOpenedEvent))]
[JsonSerializable(typeof(StudentRegisteredEvent))]
[JsonSerializable(typeof(HoldPlacedEvent))]
[JsonSerializable(typeof(HoldLiftedEvent))]
[JsonSerializable(typeof(CourseGradedEvent))]
[JsonSerializable(typeof(PrerequisitesAppliedEvent))]
[JsonSerializable(typeof(SeatTakenEvent))]
[JsonSerializable(typeof(SeatReleasedEvent))]
[JsonSerializable(typeof(WaitlistJoinedEvent))]
[JsonSerializable(typeof(WaitlistLeftEvent))]
[JsonSerializable(typeof(TermSectionAddedEvent))]
[JsonSerializable(typeof(TermSectionAwaitedEvent))]
[JsonSerializable(typeof(TermSectionRemovedEvent))]
internal sealed partial class EnrollmentEventsJson : JsonSerializerContext;
