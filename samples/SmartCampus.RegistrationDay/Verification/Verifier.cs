using System.Globalization;
using System.Runtime.CompilerServices;
using SmartCampus.Enrollments;
using SmartCampus.Events;
using SmartCampus.RegistrationDay.Campuses;
using SmartCampus.RegistrationDay.Itc;
using SmartCampus.RegistrationDay.Registration;
using SmartCampus.RegistrationDay.Reporting;
using SmartCampus.RegistrationDay.Requests;

namespace SmartCampus.RegistrationDay.Verification;

/// <summary>Reads everything again from position 0 and compares: with the rules, with what the campus answers, and with what it has acknowledged.</summary>
internal sealed class Verifier(CampusPlan plan, ICampus campus)
{
    private readonly Truth _truth = new();
    private readonly RoomLedger _rooms = new();

    /// <summary>Verifies.</summary>
    /// <param name="acknowledged">What was acknowledged, by this run and those before it.</param>
    /// <param name="tally">What this run has counted.</param>
    /// <param name="progress">Told the share that is done, from 0 to 1.</param>
    /// <param name="cancellationToken">Cancels the verification.</param>
    public async Task<IReadOnlyList<Check>> RunAsync(
        IReadOnlyList<Acknowledged> acknowledged, Tally tally, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var audit = await EnrollmentAudit.RunOverAsync(ReadAsync(cancellationToken), creditLimit: null, cancellationToken);
        progress.Report(0.5);
        return
        [
            Rule("no section is above its limit", audit, "capacity"),
            Rule("no student is in two sections that meet at once", audit, "clash"),
            Rule("no student is twice in a section", audit, "transition"),
            Rule("requests wait as a whole", audit, "request"),
            Rule("section, student's term and enrollment agree after every append", audit, "agreement"),
            Rule("every other rule of enrollment holds", audit, "credits", "prerequisite"),
            new Check("no room holds two meetings at once, or one while it is unavailable", _rooms.Violations),
            new Check("the import is complete", [.. Import()]),
            new Check("sections as listed equal the replayed truth", await SectionsAsync(cancellationToken)),
            new Check("students' enrollments as listed equal the replayed truth", await StudentsAsync(progress, cancellationToken)),
            new Check("everything acknowledged is there", [.. acknowledged.SelectMany(Lost)]),
            new Check("counts add up", [.. Counts(tally)]),
        ];
    }

    /// <summary>Looks for what earlier runs were told, before this one could make up for a loss by asking again.</summary>
    public async Task<Check> FindLostAsync(IReadOnlyList<Acknowledged> acknowledged, CancellationToken cancellationToken)
    {
        await foreach (var envelope in campus.ReadEventsAsync(cancellationToken)) _truth.Apply(envelope);
        return new Check("everything acknowledged to earlier runs was there at the start", [.. acknowledged.SelectMany(Lost)]);
    }

    private async IAsyncEnumerable<EventEnvelope> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var envelope in campus.ReadEventsAsync(cancellationToken))
        {
            _truth.Apply(envelope);
            _rooms.Apply(envelope);
            yield return envelope;
        }
    }

    private static Check Rule(string name, AuditReport audit, params string[] rules) =>
        new(name, [.. audit.Violations.Where(v => rules.Contains(v.Rule)).Select(v => $"position {v.Position}: {v.Message}")]);

    private IEnumerable<string> Import()
    {
        var counts = plan.Instance.Counts;
        return Differences(
            ("courses", counts.Courses, plan.Definition.Courses.Count(c => _truth.Courses.Contains(c.Id))),
            ("classes", counts.Classes, plan.Definition.Sections.Count(s => _truth.Capacities.ContainsKey(s.Id))),
            ("rooms", counts.Rooms, plan.Rooms.Count(r => _rooms.Rooms.ContainsKey(r.Room))),
            ("bookings", plan.Bookings.Length, plan.Bookings.Count(_rooms.Holds)),
            ("students", counts.Students, plan.Definition.Students.Count(s => _truth.Students.Contains(s.Id))),
            ("seats", counts.Seats, plan.Definition.Sections.Sum(s => _truth.Capacities.GetValueOrDefault(s.Id))));
    }

    private async Task<IReadOnlyList<string>> SectionsAsync(CancellationToken cancellationToken)
    {
        var listed = (await campus.GetSectionsAsync(plan.Term, cancellationToken)).ToDictionary(s => s.Section);
        return
        [
            .. plan.Definition.Sections.Where(s => !listed.ContainsKey(s.Id)).Select(s => $"section {s.Id} is not listed"),
            .. listed.Values
                .Where(s => s.Capacity - s.SeatsLeft != _truth.Seated(s.Section).Count || s.Waiting != _truth.Waiting(s.Section).Count)
                .Select(s => $"section {s.Section} is listed with {s.Capacity - s.SeatsLeft} seated and {s.Waiting} waiting; it has {_truth.Seated(s.Section).Count} and {_truth.Waiting(s.Section).Count}"),
        ];
    }

    private async Task<IReadOnlyList<string>> StudentsAsync(IProgress<double> progress, CancellationToken cancellationToken)
    {
        var violations = new List<string>();
        var truth = _truth.ByStudent();
        var done = 0;
        foreach (var student in plan.Definition.Students)
        {
            var listed = await campus.GetHeldAsync(student.Id, plan.Term, cancellationToken);
            if (!truth.TryGetValue(student.Id, out var held) || !held.SetEquals(listed.Select(h => (ItcAllocation.ToSectionId(h.ClassId), h.IsWaiting))))
                violations.Add($"student {student.Id} is listed with {listed.Count} enrollments that are not those of the store");
            progress.Report(0.5 + 0.5 * ++done / plan.Definition.Students.Count);
        }
        return violations;
    }

    private IEnumerable<string> Lost(Acknowledged acknowledged)
    {
        var student = CampusPlan.ToStudentId(acknowledged.Student);
        foreach (var section in acknowledged.ClassIds.Select(ItcAllocation.ToSectionId))
        {
            // Who waited may have been promoted since.
            var isThere = _truth.Seated(section).Contains(student) || (acknowledged.Kind == OutcomeKind.Waitlisted && _truth.Waiting(section).Contains(student));
            if (!isThere) yield return $"student {student} was told {acknowledged.Kind} for section {section}; the store does not have it";
        }
    }

    private IEnumerable<string> Counts(Tally tally)
    {
        var held = tally.Outcomes.GroupBy(o => o.Kind).ToDictionary(g => g.Key, g => g.Sum(o => o.ClassIds.Count));
        return Differences(
            ("requests settled", plan.Instance.Counts.Requests, tally.Outcomes.Count),
            ("seats taken", held.GetValueOrDefault(OutcomeKind.Satisfied), plan.Definition.Sections.Sum(s => _truth.Seated(s.Id).Count)),
            ("places in waitlists", held.GetValueOrDefault(OutcomeKind.Waitlisted), plan.Definition.Sections.Sum(s => _truth.Waiting(s.Id).Count)));
    }

    private static IEnumerable<string> Differences(params (string What, int Expected, int Actual)[] counts) => counts
        .Where(c => c.Expected != c.Actual)
        .Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.What}: {c.Expected:N0} expected, {c.Actual:N0} found"));
}
