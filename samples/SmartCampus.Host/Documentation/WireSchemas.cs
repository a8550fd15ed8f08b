using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SmartCampus.Enrollments;
using SmartCampus.Scheduling;

namespace SmartCampus.Host.Documentation;

/// <summary>Describes the types that are written by converters of their own, which a schema cannot be read from.</summary>
internal static class WireSchemas
{
    private const string IdPattern = "^[A-Za-z0-9._-]{1,64}$";

    private static readonly Dictionary<Type, Action<OpenApiSchema>> Known = new()
    {
        [typeof(CourseId)] = schema => Text(schema, "CS-101", IdPattern),
        [typeof(SectionId)] = schema => Text(schema, "section-456", IdPattern),
        [typeof(StudentId)] = schema => Text(schema, "student-123", IdPattern),
        [typeof(RoomId)] = schema => Text(schema, "hall-1", "^[A-Za-z0-9._-]{1,100}$"),
        [typeof(EnrollmentId)] = schema => Text(schema, "student-123:section-456"),
        [typeof(TermId)] = schema => Text(schema, "Fall 2024"),
        [typeof(Grade)] = schema => Text(schema, "A-", "^[A-Za-z0-9.+-]{1,8}$"),
        [typeof(WhenFull)] = schema => (schema.Type, schema.Enum) = (JsonSchemaType.String, new List<JsonNode> { "wait", "refuse" }),
        [typeof(DateTimeOffset)] = schema => (schema.Type, schema.Format) = (JsonSchemaType.String, "date-time"),
        [typeof(MeetingTime)] = MeetingTimeObject,
        [typeof(MeetingPattern)] = schema => List(schema, typeof(MeetingTime)),
        [typeof(JsonElement)] = schema => schema.Type = JsonSchemaType.Object,
    };

    public static Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        if (Known.TryGetValue(Nullable.GetUnderlyingType(type) ?? type, out var describe)) describe(schema);
        else if (context.JsonTypeInfo.ElementType is { } element && Known.ContainsKey(element)) List(schema, element);
        return Task.CompletedTask;
    }

    private static void List(OpenApiSchema schema, Type element)
    {
        var items = new OpenApiSchema();
        Known[element](items);
        schema.Type = JsonSchemaType.Array | (schema.Type & JsonSchemaType.Null ?? 0);
        schema.Items = items;
    }

    private static void Text(OpenApiSchema schema, string example, string? pattern = null)
    {
        schema.Type = JsonSchemaType.String;
        schema.Pattern = pattern;
        schema.Examples = [JsonValue.Create(example)];
    }

    private static void MeetingTimeObject(OpenApiSchema schema)
    {
        schema.Type = JsonSchemaType.Object;
        schema.Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["days"] = Property("MoWeFr"),
            ["start"] = Property("09:00"),
            ["end"] = Property("09:50"),
            ["weeks"] = Property("1-14"),
        };
        schema.Required = new HashSet<string>(schema.Properties.Keys);
    }

    private static OpenApiSchema Property(string example)
    {
        var schema = new OpenApiSchema();
        Text(schema, example);
        return schema;
    }
}
