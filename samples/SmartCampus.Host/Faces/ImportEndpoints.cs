using Microsoft.AspNetCore.Mvc;
using SmartCampus.Host.Imports;
using SmartCampus.Host.Problems;
using SmartCampus.Host.Wire.V1;

namespace SmartCampus.Host.Faces;

/// <summary>Bringing in a campus in bulk.</summary>
internal static class ImportEndpoints
{
    private const long MaxBodyBytes = 64L << 20;

    public static void MapImports(this IEndpointRouteBuilder v1) => v1.MapPost("/imports", Import)
        .WithTags("Imports")
        .WithSummary("Bring in terms, courses, sections, students, rooms and bookings")
        .WithDescription("Everything is checked before anything is written. What is there already, just the same, is left alone; so an import that was cut off is finished by sending it again. Up to 64 MiB.")
        .WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes))
        .Produces<ImportResponse>().WithProblems(400, 404, 409, 413, 503);

    private static async Task<IResult> Import(ImportRequest body, CampusImporter importer, CancellationToken cancellationToken)
    {
        var result = await importer.ImportAsync(body.ToCampus(), body.ToRooms(), body.ToBookings(), cancellationToken);
        return result.IsSuccess
            ? TypedResults.Ok(new ImportResponse(result.Added, result.Unchanged))
            : new ProblemResult(ResultProblem.From(result.Refusals));
    }
}
