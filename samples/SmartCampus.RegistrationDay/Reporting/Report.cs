using System.Globalization;
using SmartCampus.RegistrationDay.Campuses;
using SmartCampus.RegistrationDay.Registration;
using SmartCampus.RegistrationDay.Requests;
using SmartCampus.Scheduling;
using Spectre.Console;

namespace SmartCampus.RegistrationDay.Reporting;

/// <summary>Puts a run into tables.</summary>
internal static class Report
{
    /// <summary>How many violations of one check are listed.</summary>
    private const int MaxListed = 10;

    public static void Import(IAnsiConsole console, CampusPlan plan)
    {
        var counts = plan.Instance.Counts;
        var table = NewTable("Imported", "Count");
        Row(table, "courses", counts.Courses);
        Row(table, "configurations", counts.Configs);
        Row(table, "subparts", counts.Subparts);
        Row(table, "classes", counts.Classes);
        Row(table, "rooms", counts.Rooms);
        Row(table, "students", counts.Students);
        Row(table, "requests", counts.Requests);
        Row(table, "seats", counts.Seats);
        console.Write(table);
        console.WriteLine("Distribution constraints and travel times of the file are not read.");
    }

    public static void Allocation(IAnsiConsole console, AllocationResult allocation)
    {
        var table = NewTable("Times and rooms", "Count");
        Row(table, "classes placed", allocation.Placed.Length);
        Row(table, "classes that could not be placed", allocation.Unplaced.Length);
        Row(table, "classes with more seats than their largest room", allocation.OverCapacity.Count());
        Row(table, "sum of penalties", allocation.TotalPenalty);
        console.Write(table);
        foreach (var unplaced in allocation.Unplaced) console.WriteLine($"Class {unplaced.Section} was not placed: {unplaced.Reason}. It is open without a time.");
    }

    public static void Registration(IAnsiConsole console, Tally tally, long? conflicts, IReadOnlyList<ServiceProcess> services)
    {
        var table = NewTable("Registration", "Value");
        Row(table, "requests", tally.Outcomes.Count);
        Row(table, "satisfied", tally.Count(OutcomeKind.Satisfied));
        Row(table, "waitlisted", tally.Count(OutcomeKind.Waitlisted));
        Row(table, "refused", tally.Count(OutcomeKind.Refused));
        foreach (var (reason, count) in tally.RefusedByReason) Row(table, $"  {reason}", count);
        if (tally.Outcomes.Count(o => o.IsOfEarlierRun) is > 0 and var there) Row(table, "settled by an earlier run", there);
        table.AddRow("conflicts retried by the campus", conflicts is { } c ? Number(c - tally.Setbacks.Conflicts) : "not told by the services");
        Row(table, "conflicts told to clients", tally.Setbacks.Conflicts);
        Row(table, "lock timeouts", tally.Setbacks.LockTimeouts);
        Row(table, "interruptions", tally.Setbacks.Interruptions);
        Row(table, "settled by a call whose answer was lost", tally.Outcomes.Count(o => o.IsOfLostAnswer));
        foreach (var service in services.Where(s => s.Kills > 0)) Row(table, $"kills of the {service.Name}", service.Kills);
        table.AddRow("requests per second", Number((long)tally.PerSecond));
        foreach (var (name, share) in new[] { ("p50", 0.50), ("p90", 0.90), ("p99", 0.99), ("max", 1.0) })
            table.AddRow($"latency {name}", Milliseconds(tally.Latency(share)));
        console.Write(table);
    }

    public static void Scheduler(IAnsiConsole console, Schedule schedule)
    {
        var table = NewTable("Scheduler", "Value");
        Row(table, "sections in timetables", schedule.Audit.Entries);
        Row(table, "bookings", schedule.Audit.Bookings);
        Row(table, "moves to larger rooms", schedule.Moves);
        Row(table, "rooms too small, said so by a conflict", schedule.Audit.OpenConflicts);
        table.AddRow("time to follow after the last answer", Milliseconds(schedule.TimeToFollow));
        console.Write(table);
    }

    /// <summary>What the services have logged; services that were killed have left each other without an answer.</summary>
    public static void Logs(IAnsiConsole console, IReadOnlyList<ServiceProcess> services)
    {
        foreach (var service in services)
            foreach (var (level, count, first) in service.Log.Levels)
                console.WriteLine($"The {service.Name}, killed {Number(service.Kills)} times, logged {level} {Number(count)} times, first: {first}");
    }

    public static void Verification(IAnsiConsole console, IReadOnlyList<Check> checks)
    {
        var table = NewTable("Verified from position 0", "");
        foreach (var check in checks) table.AddRow(Markup.Escape(check.Name), check.Holds ? "[green]holds[/]" : $"[red]{check.Violations.Count} violations[/]");
        console.Write(table);
        foreach (var check in checks)
            foreach (var violation in check.Violations.Take(MaxListed))
                console.WriteLine($"{check.Name}: {violation}");
    }

    private static Table NewTable(string left, string right) =>
        new Table().Border(TableBorder.Simple).AddColumn(left).AddColumn(new TableColumn(right).RightAligned());

    private static void Row(Table table, string name, long count) => table.AddRow(name, Number(count));

    private static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:N1} ms");

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
