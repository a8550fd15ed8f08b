using SmartCampus.Events;
using SmartCampus.Locking;

namespace SmartCampus.Enrollments;

/// <summary>What became of a command.</summary>
public sealed record EnrollmentResult
{
    /// <summary>How it ended.</summary>
    public required EnrollmentOutcome Outcome { get; init; }

    /// <summary>Whether it was carried out, be it by waiting.</summary>
    public bool IsSuccess => Outcome is EnrollmentOutcome.Done or EnrollmentOutcome.Waitlisted;

    /// <summary>The enrollments that changed, as they are now: first those given up, then those asked for in the order asked.</summary>
    public IReadOnlyList<EnrollmentView> Enrollments { get; init; } = [];

    /// <summary>The enrollments of others that took seats which this command made free.</summary>
    public IReadOnlyList<EnrollmentView> Promoted { get; init; } = [];

    /// <summary>All reasons why not; for a waitlisted request the full sections.</summary>
    public IReadOnlyList<Refusal> Refusals { get; init; } = [];

    /// <summary>The version of the thing that the command was about: see <see cref="CommandOptions.ExpectedVersion"/>. Null when it was not looked at, or there are several.</summary>
    public StreamVersion? Version { get; init; }

    /// <summary>Where the command's events are in the order of the store; null when it wrote none.</summary>
    public GlobalPosition? Position { get; init; }

    /// <summary>Whether an earlier call with the same commit id had carried it out.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>How often it was decided anew because others were faster.</summary>
    public int ConflictsRetried { get; init; }

    internal static EnrollmentResult Done(StreamVersion version) => new() { Outcome = EnrollmentOutcome.Done, Version = version };

    internal static EnrollmentResult Refused(IReadOnlyList<Refusal> refusals) => new() { Outcome = OutcomeOf(refusals), Refusals = refusals };

    internal static EnrollmentResult Refused(Refusal refusal) => Refused([refusal]);

    internal static EnrollmentResult Conflict(StreamVersion expected, StreamVersion actual) => new()
    {
        Outcome = EnrollmentOutcome.VersionConflict,
        Version = actual,
        Refusals = [new Refusal(RefusalCodes.VersionConflict, $"Version {expected} was expected, but it is at version {actual}. Read it again.")],
    };

    internal static EnrollmentResult Overtaken() => new()
    {
        Outcome = EnrollmentOutcome.VersionConflict,
        Refusals = [new Refusal(RefusalCodes.VersionConflict, "Others changed the same things at the same time, and nothing was written. Read them again and decide anew.")],
    };

    internal static EnrollmentResult LockTimeout(LockTimeoutException timeout) => new()
    {
        Outcome = EnrollmentOutcome.LockTimeout,
        Refusals = [new Refusal(RefusalCodes.LockTimeout, timeout.Message)],
    };

    internal static EnrollmentResult Exhausted(int conflicts) => new()
    {
        Outcome = EnrollmentOutcome.RetriesExhausted,
        ConflictsRetried = conflicts,
        Refusals = [new Refusal(RefusalCodes.VersionConflict, "Others changed the same sections at every try. Try again.")],
    };

    internal static EnrollmentResult Reused(CommitId id) => new()
    {
        Outcome = EnrollmentOutcome.CommitIdReused,
        Refusals = [new Refusal(RefusalCodes.IdempotencyMismatch, $"Commit id {id} was used before for another command. Use a new one.")],
    };

    private static EnrollmentOutcome OutcomeOf(IReadOnlyList<Refusal> refusals) =>
        refusals.Any(r => r.Code == RefusalCodes.InvalidArgument) ? EnrollmentOutcome.Invalid :
        refusals.Any(r => r.Code == RefusalCodes.NotFound) ? EnrollmentOutcome.NotFound :
        EnrollmentOutcome.Refused;
}
