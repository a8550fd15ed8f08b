namespace SmartCampus.Host.Documentation;

/// <summary>The OpenAPI document and a page to try it.</summary>
internal static class Documents
{
    private const string V1 = "v1";

    public static void AddCampusDocuments(this IServiceCollection services) => services.AddOpenApi(V1, options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "SmartCampus";
            document.Info.Version = V1;
            document.Info.Description = "Courses, sections, students, enrollments, rooms and timetables. Errors are problem+json; compare their reason.";
            document.Servers?.Clear();
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(QueryParameters.TransformAsync);
        options.AddOperationTransformer(Headers.TransformAsync);
        options.AddSchemaTransformer(WireSchemas.TransformAsync);
    });

    public static void UseCampusDocuments(this WebApplication app)
    {
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = "docs";
            page.DocumentTitle = "SmartCampus";
            page.SwaggerEndpoint($"/openapi/{V1}.json", V1);
        });
        app.MapOpenApi();
        app.MapGet("/", () => Results.Redirect("/docs/index.html")).ExcludeFromDescription();
    }
}
