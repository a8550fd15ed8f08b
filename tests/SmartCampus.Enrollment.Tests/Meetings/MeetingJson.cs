using System.Text.Json.Serialization;
using SmartCampus.Enrollments;

namespace SmartCampus.Enrollment.Tests.Meetings;

/// <summary>Shows that another assembly can generate serialization code for the types.</summary>
[JsonSerializable(typeof(MeetingTime))]
[JsonSerializable(typeof(MeetingPattern))]
internal sealed partial class MeetingJson : JsonSerializerContext;
