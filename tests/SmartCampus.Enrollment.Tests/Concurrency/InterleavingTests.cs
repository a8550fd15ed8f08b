using CsCheck;
using SmartCampus.Enrollment.Tests.Service;
using SmartCampus.Enrollments;
using SmartCampus.Events;
using Xunit;

namespace SmartCampus.Enrollment.Tests.Concurrency;

/// <summary>EN under any interleaving: generated clients, each with a list of commands in all modes, whose store calls are interleaved by a seed.</summary>
public sealed class InterleavingTests
{
    private static readonly Gen<StepKind> Moves = Gen.Int[(int)StepKind.Enroll, (int)StepKind.Promote].Select(kind => (StepKind)kind);

    private static readonly Gen<StepKind> AllKinds = Gen.Enum<StepKind>();

    [Fact]
    public void Every_rule_holds_and_every_acknowledged_change_is_there() =>
        Schedules(AllKinds).Sample(schedule => Check(schedule.Clients, schedule.Seed, isPromotionComplete: false), iter: 400, threads: 1);

    /// <summary>Holds and grades are left out, because what they allow is promoted by the next command only.</summary>
    [Fact]
    public void No_promotion_is_lost() =>
        Schedules(Moves).Sample(schedule => Check(schedule.Clients, schedule.Seed, isPromotionComplete: true), iter: 400, threads: 1);

    private static Gen<(Step[][] Clients, int Seed)> Schedules(Gen<StepKind> kinds) => Gen.Select(
        Gen.Select(
                kinds, Gen.Int[0, SmallCampus.Students - 1], Gen.Int[0, SmallCampus.Sections - 1], Gen.Int[0, SmallCampus.Sections - 1], Gen.Enum<ConcurrencyMode>(),
                (kind, student, section, other, mode) => new Step(kind, student, section, other, mode))
            .Array[1, 12].Array[2, 6],
        Gen.Int);

    private static void Check(Step[][] clients, int seed, bool isPromotionComplete)
    {
        var campus = new Campus(SmallCampus.Options());
        SmallCampus.FillAsync(campus, CancellationToken.None).GetAwaiter().GetResult();
        var store = new InterleavingStore(campus.Store);
        var locks = new InterleavedLocks();
        var service = campus.NewService(SmallCampus.Options(), time: null, store, locks);
        var results = new List<EnrollmentResult>();

        var running = clients.Select(steps => ClientAsync(service, steps, results)).ToArray();
        store.Run(new Random(seed), () => campus.Time.Advance(TimeSpan.FromMilliseconds(1)), () => running.All(task => task.IsCompleted));
        foreach (var client in running) client.GetAwaiter().GetResult();

        var audit = SmallCampus.AuditAsync(campus.Store, CancellationToken.None).GetAwaiter().GetResult();
        Assert.True(audit.IsClean, string.Join(Environment.NewLine, audit.Violations));
        Assert.Empty(locks.InspectAsync().AsTask().GetAwaiter().GetResult());
        Assert.DoesNotContain(results, result => result.Outcome is EnrollmentOutcome.RetriesExhausted or EnrollmentOutcome.CommitIdReused);
        CheckAcknowledged(campus.Store, results);
        CheckProjection(campus.Store, audit);
        if (isPromotionComplete) CheckNobodyFits(campus);
    }

    private static async Task ClientAsync(EnrollmentService service, Step[] steps, List<EnrollmentResult> results)
    {
        foreach (var step in steps) await step.RunAsync(service, results, CancellationToken.None).ConfigureAwait(false);
    }

    private static void CheckAcknowledged(IEventStore store, List<EnrollmentResult> results)
    {
        foreach (var view in results.Where(result => result.IsSuccess).SelectMany(result => result.Enrollments.Concat(result.Promoted)))
        {
            var stored = store.ReplayAsync(EnrollmentStreams.Of(view.Id), snapshotSchema: null, view.Version).AsTask().GetAwaiter().GetResult();
            var then = EnrollmentAggregate.Replay(EnrollmentStreams.Of(view.Id), stored.Events);
            Assert.Equal((view.Status, view.Version), (then.State.Status, then.Version));
        }
    }

    private static void CheckProjection(IEventStore store, AuditReport audit)
    {
        var (sections, position) = new EnrollmentQueries(store).ListSectionsAsync().GetAwaiter().GetResult();
        Assert.Equal((audit.Enrolled, audit.Waitlisted), (sections.Items.Sum(s => s.Enrolled), sections.Items.Sum(s => s.Waiting)));
        Assert.True(position >= audit.Position, $"The projection is at {position}, the audit at {audit.Position}.");
    }

    private static void CheckNobodyFits(Campus campus)
    {
        for (var i = 0; i < SmallCampus.Sections; i++)
            Assert.Empty(campus.Service.PromoteAsync(SmallCampus.Section(i)).GetAwaiter().GetResult().Promoted);
    }
}
