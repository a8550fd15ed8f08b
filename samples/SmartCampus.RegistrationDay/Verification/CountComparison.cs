using System.Globalization;
using SmartCampus.RegistrationDay.Campuses;
using SmartCampus.RegistrationDay.Registration;
using SmartCampus.RegistrationDay.Requests;

namespace SmartCampus.RegistrationDay.Verification;

/// <summary>Compares counts with what the store holds.</summary>
internal static class CountComparison
{
    /// <summary>What should have been imported, and was not.</summary>
    public static IEnumerable<string> Import(CampusPlan plan, Truth truth)
    {
        var counts = plan.Instance.Counts;
        return Differences(
            ("courses", counts.Courses, plan.Definition.Courses.Count(c => truth.Courses.Contains(c.Id))),
            ("classes", counts.Classes, plan.Definition.Sections.Count(s => truth.Capacities.ContainsKey(s.Id))),
            ("rooms", counts.Rooms, plan.Rooms.Count(r => truth.Rooms.Rooms.Contains(r.Room))),
            ("bookings", plan.Bookings.Length, plan.Bookings.Count(truth.Rooms.WasBooked)),
            ("students", counts.Students, plan.Definition.Students.Count(s => truth.Students.Contains(s.Id))),
            ("seats", counts.Seats, plan.Definition.Sections.Sum(s => truth.Capacities.GetValueOrDefault(s.Id))));
    }

    /// <summary>What the run has counted, and the store has not.</summary>
    public static IEnumerable<string> Registration(CampusPlan plan, Truth truth, Tally tally)
    {
        var held = tally.Outcomes.GroupBy(o => o.Kind).ToDictionary(g => g.Key, g => g.Sum(o => o.ClassIds.Count));
        return Differences(
            ("requests settled", plan.Instance.Counts.Requests, tally.Outcomes.Count),
            ("seats taken", held.GetValueOrDefault(OutcomeKind.Satisfied), plan.Definition.Sections.Sum(s => truth.Seated(s.Id).Count)),
            ("places in waitlists", held.GetValueOrDefault(OutcomeKind.Waitlisted), plan.Definition.Sections.Sum(s => truth.Waiting(s.Id).Count)));
    }

    private static IEnumerable<string> Differences(params (string What, int Expected, int Actual)[] counts) => counts
        .Where(c => c.Expected != c.Actual)
        .Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.What}: {c.Expected:N0} expected, {c.Actual:N0} found"));
}
