using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SmartCampus.Host.Faces;
using SmartCampus.Host.Paging;

namespace SmartCampus.Host.Documentation;

/// <summary>Says what query parameters mean, and which are numbers or times: the faces take them as text, to answer bad ones by field.</summary>
internal static class QueryParameters
{
    private static readonly Dictionary<string, (string Meaning, Func<OpenApiSchema> Schema)> Known = new()
    {
        ["q"] = ("Finds a part of the id, the title or the name.", Text),
        ["term"] = ("The term, such as Fall 2024.", Text),
        ["format"] = ("json (default) or ical; wins over the Accept header.", Text),
        ["course"] = ("The course, such as CS-101.", Text),
        ["version"] = ("As it was at this version.", () => Number(1)),
        ["at"] = ("As it was at this time.", () => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" }),
        ["after"] = ("The position after which the list begins.", () => Number(0)),
        ["page_size"] = ($"How many items; more than {PageQuery.MaxSize} is served as {PageQuery.MaxSize}.", () => Number(1, PageQuery.DefaultSize)),
        ["page_token"] = ("Where to go on: the token in the Link header of the page before.", Text),
    };

    public static Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var needsTerm = context.Description.ActionDescriptor.EndpointMetadata.OfType<TermIsRequired>().Any();
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            if (parameter.In != ParameterLocation.Query || parameter.Name is not { } name || !Known.TryGetValue(name, out var known)) continue;
            parameter.Description = known.Meaning;
            parameter.Schema = known.Schema();
            parameter.Required = needsTerm && name == "term";
        }
        return Task.CompletedTask;
    }

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    private static OpenApiSchema Number(int least, int? usual = null) => new()
    {
        Type = JsonSchemaType.Integer,
        Format = "int64",
        Minimum = $"{least}",
        Default = usual is { } value ? JsonValue.Create(value) : null,
    };
}
