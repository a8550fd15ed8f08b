using SmartCampus.Events;

namespace SmartCampus.Enrollments;

public sealed partial class EnrollmentService
{
    /// <summary>Brings in a whole campus in large appends: for the start, and for tests. Everything is checked before anything is written.</summary>
    /// <remarks>
    /// Things that are there already, just the same, are left alone, so an import that was cut off is finished by running it again. The
    /// appends are not one: whoever reads meanwhile sees a part. <see cref="CommandOptions.CommitId"/> and
    /// <see cref="CommandOptions.ExpectedVersion"/> are not used.
    /// </remarks>
    /// <param name="campus">What to bring in.</param>
    /// <param name="options">Metadata of every event.</param>
    /// <param name="cancellationToken">Stops between two appends.</param>
    /// <returns>What is new, or everything that is wrong.</returns>
    public async Task<ImportResult> ImportAsync(CampusDefinition campus, CommandOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(campus);
        for (var retry = 0; ; retry++)
        {
            await _backoff.WaitAsync(retry, cancellationToken).ConfigureAwait(false);
            var import = new CampusImport(_repository, campus, (options ?? CommandOptions.Default).Metadata);
            if (await import.TryRunAsync(cancellationToken).ConfigureAwait(false) is { } result) return result;
            if (retry == _options.MaxRetries) return new ImportResult(0, 0, EnrollmentResult.Exhausted(retry).Refusals);
        }
    }

    /// <summary>Says what <see cref="ImportAsync"/> would answer now, with everything that is wrong, and writes nothing.</summary>
    public Task<ImportResult> ValidateImportAsync(CampusDefinition campus, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(campus);
        return new CampusImport(_repository, campus, EventMetadata.Empty).CheckAsync(cancellationToken);
    }
}
