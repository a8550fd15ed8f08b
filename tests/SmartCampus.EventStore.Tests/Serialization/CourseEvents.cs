using System.Text.Json.Serialization;

namespace SmartCampus.Events.Tests.Serialization;

internal interface ICourseEvent;

internal sealed record CourseNamed(string Title, string Language, int Credits) : ICourseEvent;

internal sealed record CourseClosed(string Reason) : ICourseEvent;

internal sealed record Unrelated;

[JsonSerializable(typeof(CourseNamed))]
[JsonSerializable(typeof(CourseClosed))]
[JsonSerializable(typeof(Unrelated))]
internal sealed partial class CourseJson : JsonSerializerContext;
