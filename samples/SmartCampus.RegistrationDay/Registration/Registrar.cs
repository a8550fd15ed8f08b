using System.Collections.Concurrent;
using SmartCampus.Enrollments;
using SmartCampus.RegistrationDay.Campuses;
using SmartCampus.RegistrationDay.Itc;
using SmartCampus.RegistrationDay.Requests;

namespace SmartCampus.RegistrationDay.Registration;

/// <summary>Settles one request: the cheapest choice that the campus grants; else the waitlist on the cheapest of all; else a refusal.</summary>
/// <remarks>
/// A request that meets with a setback begins anew with what the student has by then: so a client that does not know whether its last call
/// had an effect finds it, and asks for nothing twice. Safe for use by several threads.
/// </remarks>
public sealed class Registrar(CampusPlan plan, ICampus campus, ModeChooser modes)
{
    /// <summary>After so many refusals of choices that looked possible, others are that much faster, and the request takes its place in the queue.</summary>
    private const int MaxAttempts = 50;

    /// <summary>The reason when there is nothing to ask the campus for: no class of a subpart goes with a parent in another, or none was found in time.</summary>
    private const string NoChoice = "NO_CHOICE";

    private readonly ChoiceFinder _finder = new(plan.Classes);

    // Learned from refusals. Nobody drops on registration day, so full stays full; it only saves attempts, the campus decides.
    private readonly ConcurrentDictionary<int, bool> _full = new();

    /// <summary>Settles a request.</summary>
    public async Task<RequestOutcome> SettleAsync(RegistrationRequest request, CancellationToken cancellationToken)
    {
        var patience = new Patience();
        var setbacks = new Setbacks();
        var open = new OpenAsk();
        while (true)
        {
            try
            {
                var (outcome, status) = await TrySettleAsync(request, open, cancellationToken);
                if (outcome is not null) return outcome with { Setbacks = setbacks };
                if (!patience.Lasts) throw new RegistrationDayException($"The campus could not settle a request of student {request.Student} within five minutes: {status}.");
                setbacks += status switch
                {
                    AttemptStatus.Overtaken => new Setbacks(1, 0, 0),
                    AttemptStatus.LockTimeout => new Setbacks(0, 1, 0),
                    _ => new Setbacks(0, 0, 1),
                };
                await patience.WaitForOthersAsync(cancellationToken);
            }
            catch (Exception exception) when (Patience.Bears(exception) && patience.Lasts)
            {
                setbacks += new Setbacks(0, 0, 1);
                await patience.WaitForCampusAsync(cancellationToken);
            }
        }
    }

    /// <summary>Settles a request, or says which setback kept it from being settled.</summary>
    private async Task<(RequestOutcome? Outcome, AttemptStatus Status)> TrySettleAsync(RegistrationRequest request, OpenAsk open, CancellationToken cancellationToken)
    {
        var student = CampusPlan.ToStudentId(request.Student);
        var held = await campus.GetHeldAsync(student, plan.Term, cancellationToken);
        if (Earlier(request.Course, held) is { } earlier) return (earlier, default);
        if (open.Last is { } last)
        {
            var answer = await AskAsync(student, last.Choice, last.MayWait, open, cancellationToken);
            if (answer.Status != AttemptStatus.Refused) return (Outcome(answer, last.Choice), answer.Status);
            Learn(answer);
        }

        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var taken = held.Where(h => !h.IsWaiting).Select(h => plan.Classes[h.ClassId].Meetings).ToArray();
            var choice = _finder.Cheapest(request.Course, c => !_full.ContainsKey(c.Id) && !taken.Any(c.Meetings.Overlaps));
            if (choice is null) break;

            var result = await AskAsync(student, choice, mayWait: false, open, cancellationToken);
            if (result.Status != AttemptStatus.Refused) return (Outcome(result, choice), result.Status);
            if (!Learn(result)) held = await campus.GetHeldAsync(student, plan.Term, cancellationToken);
        }

        // A course may have no choice whose classes leave each other alone; then the campus says so.
        var cheapest = _finder.Cheapest(request.Course, _ => true) ?? _finder.Cheapest(request.Course, _ => true, mayClash: true);
        if (cheapest is null) return (new RequestOutcome(OutcomeKind.Refused, [], [NoChoice]), default);
        var final = await AskAsync(student, cheapest, mayWait: true, open, cancellationToken);
        return (Outcome(final, cheapest), final.Status);
    }

    private async Task<Attempt> AskAsync(StudentId student, Choice choice, bool mayWait, OpenAsk open, CancellationToken cancellationToken)
    {
        open.Last = (choice, mayWait);
        var answer = await campus.EnrollAsync(student, [.. choice.ClassIds.Select(ItcAllocation.ToSectionId)], mayWait, modes.Next(), cancellationToken);
        open.Last = null;
        return answer;
    }

    private static RequestOutcome? Outcome(Attempt attempt, Choice choice) => attempt.Status switch
    {
        AttemptStatus.Enrolled => new RequestOutcome(OutcomeKind.Satisfied, choice.ClassIds, []),
        AttemptStatus.Waitlisted => new RequestOutcome(OutcomeKind.Waitlisted, choice.ClassIds, Codes(attempt)),
        AttemptStatus.Refused => new RequestOutcome(OutcomeKind.Refused, [], Codes(attempt)),
        _ => null,
    };

    private static RequestOutcome? Earlier(ItcCourse course, IReadOnlyList<HeldSection> held)
    {
        var classes = course.Configs.SelectMany(c => c.Subparts).SelectMany(s => s.Classes).Select(c => c.Id).ToHashSet();
        var mine = held.Where(h => classes.Contains(h.ClassId)).ToArray();
        if (mine.Length == 0) return null;
        var kind = mine.Any(h => h.IsWaiting) ? OutcomeKind.Waitlisted : OutcomeKind.Satisfied;
        return new RequestOutcome(kind, [.. mine.Select(h => h.ClassId)], []) { WasThere = true };
    }

    /// <summary>Remembers the full sections; false when the refusal told of none.</summary>
    private bool Learn(Attempt refused)
    {
        var learned = false;
        foreach (var refusal in refused.Refusals)
        {
            if (refusal is not { Code: RefusalCodes.SectionFull, Section: { } section }) continue;
            _full[ItcAllocation.ToClassId(section)] = true;
            learned = true;
        }
        return learned;
    }

    private static string[] Codes(Attempt attempt) => [.. attempt.Refusals.Select(r => r.Code).Distinct()];
}
