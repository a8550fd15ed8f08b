using System.Collections.Concurrent;
using SmartCampus.Enrollment.Tests.Service;
using SmartCampus.Enrollments;
using SmartCampus.Locking;
using Xunit;

namespace SmartCampus.Enrollment.Tests.Concurrency;

/// <summary>EN with real threads: the interleavings of the machine instead of generated ones.</summary>
public sealed class ParallelTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_rule_holds_with_many_tasks_on_few_seats(int seed)
    {
        output.WriteLine($"seed {seed}");
        var cancel = TestContext.Current.CancellationToken;
        var campus = new Campus(SmallCampus.Options());
        await SmallCampus.FillAsync(campus, cancel);
        var locks = new InProcessLockManager();
        // The threads need a clock that goes by itself; the registration window is around the other one.
        var service = campus.NewService(SmallCampus.Options(), new StoppedClock(campus.Time.GetUtcNow()), store: null, locks);
        var outcomes = new ConcurrentBag<EnrollmentOutcome>();

        await Parallel.ForAsync(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancel }, async (client, token) =>
        {
            var random = new Random((seed * 1000) + client);
            var results = new List<EnrollmentResult>();
            for (var i = 0; i < 60; i++)
            {
                var step = new Step((StepKind)random.Next(9), random.Next(SmallCampus.Students), random.Next(SmallCampus.Sections), random.Next(SmallCampus.Sections), (ConcurrencyMode)random.Next(3));
                await step.RunAsync(service, results, token);
            }

            foreach (var result in results) outcomes.Add(result.Outcome);
        });

        var audit = await SmallCampus.AuditAsync(campus.Store, cancel);
        Assert.True(audit.IsClean, string.Join(Environment.NewLine, audit.Violations));
        Assert.Equal(16 * 60, outcomes.Count);
        Assert.DoesNotContain(EnrollmentOutcome.RetriesExhausted, outcomes);
        Assert.Empty(await locks.InspectAsync(cancellationToken: cancel));
    }
}
