using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SmartCampus.Host.Faces;
using SmartCampus.Host.Wire.V1;

namespace SmartCampus.Host.Documentation;

/// <summary>Adds what follows from the rest of an operation: its headers, and the problems of every route that takes a body.</summary>
internal static class Headers
{
    public static Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var responses = operation.Responses ??= [];
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<ModeCanBeChosen>().Any())
            Ask(operation, "Prefer", "concurrency=optimistic, pessimistic or detect: what to do about others who change the same section at the same time.");
        if (responses.ContainsKey("412")) Ask(operation, "If-Match", "The ETag of what you have seen: it happens only when that is still so.");
        if (responses.ContainsKey("304")) Ask(operation, "If-None-Match", "The ETag of what you have: when it is still so, the answer is 304 without a body.");
        if (operation.RequestBody is not null) AddBodyProblems(responses);

        var isPaged = operation.Parameters?.Any(parameter => parameter.Name == "page_size") ?? false;
        var isEnrollment = context.Description.SupportedResponseTypes.Any(response => response.Type == typeof(EnrollmentDto));
        foreach (var (status, response) in responses)
        {
            if (isEnrollment && status is ("200" or "201" or "304")) Tell(response, "ETag", "The version, to send in If-Match or If-None-Match.");
            if (isPaged && status == "200") Tell(response, "Link", "The next page, with rel=\"next\"; left out on the last one.");
            if (status == "201") Tell(response, "Location", "Where to read what was made.");
            if (status == "503") Tell(response, "Retry-After", "The seconds after which to come back.");
        }
        return Task.CompletedTask;
    }

    private static void AddBodyProblems(OpenApiResponses responses)
    {
        var problem = responses["400"].Content;
        responses["413"] = new OpenApiResponse { Description = "Content Too Large", Content = problem };
        responses["415"] = new OpenApiResponse { Description = "Unsupported Media Type", Content = problem };
    }

    private static void Ask(OpenApiOperation operation, string name, string meaning) =>
        (operation.Parameters ??= []).Add(new OpenApiParameter { Name = name, In = ParameterLocation.Header, Description = meaning, Schema = Text() });

    private static void Tell(IOpenApiResponse response, string name, string meaning)
    {
        if (response is OpenApiResponse own) (own.Headers ??= new Dictionary<string, IOpenApiHeader>())[name] = new OpenApiHeader { Description = meaning, Schema = Text() };
    }

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };
}
