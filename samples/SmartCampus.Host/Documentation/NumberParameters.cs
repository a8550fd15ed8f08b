using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace SmartCampus.Host.Documentation;

/// <summary>Says which query parameters are numbers: the faces take them as text, to answer bad ones by field.</summary>
internal static class NumberParameters
{
    private static readonly HashSet<string> Names = ["page_size", "after", "version"];

    public static Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            if (parameter.Name is { } name && Names.Contains(name))
                parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" };
        }
        return Task.CompletedTask;
    }
}
