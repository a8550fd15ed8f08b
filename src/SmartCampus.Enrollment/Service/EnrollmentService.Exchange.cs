using SmartCampus.Events;

namespace SmartCampus.Enrollments;

public sealed partial class EnrollmentService
{
    private Task<EnrollmentResult> ExchangeAsync(string name, ExchangeCommand command, CommandOptions? options, CancellationToken cancellationToken)
    {
        options ??= CommandOptions.Default;
        return command.FindErrors(_options) is { Count: > 0 } errors
            ? RunAsync(name, options, (_, _) => Task.FromResult<EnrollmentResult?>(EnrollmentResult.Refused(errors)), cancellationToken)
            : LockedAsync(name, command.Sections.Select(EnrollmentStreams.Of), options, locked => ExchangeLockedAsync(name, command, locked, cancellationToken), cancellationToken);
    }

    private async Task<EnrollmentResult> ExchangeLockedAsync(string name, ExchangeCommand command, CommandOptions options, CancellationToken cancellationToken)
    {
        IReadOnlyList<SectionId> moved = [];
        var result = await RunAsync(name, options, async (session, commit) =>
        {
            var exchange = new Exchange(session, command, _options, _time);
            if (await exchange.LoadAsync().ConfigureAwait(false) is { } missing) return missing;
            if (session.StoredBy(commit, exchange.StudentTerm) is { Count: > 0 } stored)
            {
                // The first try may have ended before the promotions that follow.
                var repeated = await new RepeatedExchange(session, command, commit, stored).ReadAsync().ConfigureAwait(false);
                moved = FindMoved(command, repeated, exchange.StudentTerm.State);
                return repeated;
            }

            if (await exchange.CheckVersionAsync(options.ExpectedVersion).ConfigureAwait(false) is { } conflict) return conflict;
            if (await PromoteContestedAsync(session, exchange, options, cancellationToken).ConfigureAwait(false)) return null;

            var decided = await exchange.DecideAsync().ConfigureAwait(false);
            moved = FindMoved(command, decided, exchange.StudentTerm.State);
            return decided;
        }, cancellationToken).ConfigureAwait(false);

        if (!result.IsSuccess || moved.Count == 0) return result;
        try
        {
            // The seat is free: whoever waits for it gets it, also when the caller has hung up by now.
            var (promoted, conflicts) = await PromoteEachAsync(moved, Following(options), CancellationToken.None).ConfigureAwait(false);
            return result with { Promoted = promoted, ConflictsRetried = result.ConflictsRetried + conflicts };
        }
        catch (EventStoreException)
        {
            return result; // What was asked for is stored. Whoever asks for the seat next promotes first; so does PromoteAsync.
        }
    }

    // Whoever asks for a free seat lets those first who waited for it and fit by now.
    private async Task<bool> PromoteContestedAsync(EnrollmentSession session, Exchange exchange, CommandOptions options, CancellationToken cancellationToken)
    {
        var waitlists = new Waitlists(session, _options, _time);
        foreach (var section in exchange.Contested)
        {
            if (await waitlists.FindFirstAsync(section).ConfigureAwait(false) is null) continue;
            await PromoteEachAsync([section.State.Id], Following(options), cancellationToken).ConfigureAwait(false);
            return true;
        }

        return false;
    }

    // A freed seat may serve whoever waits for it; and a student who left a section may now fit where a clash or the credits stood against it.
    private static IReadOnlyList<SectionId> FindMoved(ExchangeCommand command, EnrollmentResult decided, StudentTermState studentTerm) =>
        decided.IsSuccess && command.GiveUp.Count > 0
            ? [.. decided.Enrollments.Where(view => view.Status == EnrollmentStatus.Dropped).Select(view => view.Section), .. studentTerm.Waitlisted.Select(entry => entry.Section)]
            : [];

    private static CommandOptions Following(CommandOptions options) => new()
    {
        // Others shall get the seat in any case, so that a promotion always tries again.
        Mode = ConcurrencyMode.Optimistic,
        Metadata = options.CommitId is { } commit ? options.Metadata with { CausationId = commit.ToString() } : options.Metadata,
    };
}
