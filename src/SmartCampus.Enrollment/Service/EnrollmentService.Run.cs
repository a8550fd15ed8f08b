using SmartCampus.Events;

namespace SmartCampus.Enrollments;

public sealed partial class EnrollmentService
{
    /// <summary>
    /// Decides on fresh aggregates and saves what they raised, until nobody else was faster. A decision of null wants fresh aggregates.
    /// </summary>
    private async Task<EnrollmentResult> RunAsync(
        string command, CommandOptions options, Func<EnrollmentSession, CommitId, Task<EnrollmentResult?>> decide, CancellationToken cancellationToken)
    {
        var save = new SaveOptions { CommitId = options.CommitId ?? CommitId.New(), Metadata = options.Metadata, FencingTokens = options.FencingTokens };
        var conflicts = 0;
        var result = await TryAsync().ConfigureAwait(false);
        while (result is null && conflicts < _options.MaxRetries)
        {
            conflicts++;
            await _backoff.WaitAsync(conflicts, cancellationToken).ConfigureAwait(false);
            result = await TryAsync().ConfigureAwait(false);
        }

        result = (result ?? EnrollmentResult.Exhausted(conflicts)) with { ConflictsRetried = conflicts };
        _metrics.Command(command, result.Outcome);
        return result;

        async Task<EnrollmentResult?> TryAsync()
        {
            try
            {
                var session = new EnrollmentSession(_repository, cancellationToken);
                var decided = await decide(session, save.CommitId).ConfigureAwait(false);
                if (decided is null || !decided.IsSuccess || !session.HasChanges) return decided;
                var append = await session.SaveAsync(save).ConfigureAwait(false);
                return decided with { Position = append?.Position, IsRepeated = append?.AlreadyCommitted ?? false };
            }
            catch (Exception e) when (e is ConcurrencyException or StaleDecisionException)
            {
                _metrics.Conflict(command);
                return ModeOf(options) == ConcurrencyMode.DetectOnly ? EnrollmentResult.Overtaken() : null;
            }
            catch (AppendOutcomeUnknownException) when (conflicts < _options.MaxRetries)
            {
                return null; // The same commit id finds out: the decision sees its own commit, or the store does.
            }
            catch (CommitIdConflictException) when (conflicts == 0)
            {
                return null; // The same command may have been stored by a parallel call: then the next decision finds it.
            }
            catch (CommitIdConflictException)
            {
                return EnrollmentResult.Reused(save.CommitId);
            }
        }
    }

    private static EnrollmentResult? CheckVersion(CommandOptions options, Aggregate aggregate) =>
        options.ExpectedVersion is { } expected && expected != aggregate.Version ? EnrollmentResult.Conflict(expected, aggregate.Version) : null;
}
