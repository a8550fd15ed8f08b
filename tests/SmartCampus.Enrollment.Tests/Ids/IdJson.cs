using System.Text.Json.Serialization;
using SmartCampus.Enrollments;

namespace SmartCampus.Enrollment.Tests.Ids;

/// <summary>Shows that another assembly can generate serialization code for the ids.</summary>
[JsonSerializable(typeof(StudentId))]
[JsonSerializable(typeof(Dictionary<StudentId, TermId>))]
internal sealed partial class IdJson : JsonSerializerContext;
