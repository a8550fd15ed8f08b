using SmartCampus.RegistrationDay.Campuses;
using SmartCampus.RegistrationDay.Data;
using SmartCampus.RegistrationDay.Itc;
using SmartCampus.RegistrationDay.Registration;
using SmartCampus.RegistrationDay.Reporting;
using SmartCampus.RegistrationDay.Settings;
using SmartCampus.RegistrationDay.Verification;
using SmartCampus.Scheduling;
using Spectre.Console;

namespace SmartCampus.RegistrationDay;

/// <summary>One registration day: read, allocate, import, register, verify, report.</summary>
internal sealed class RegistrationDayRun(RegistrationDaySettings settings, IAnsiConsole console)
{
    /// <summary>Runs the day.</summary>
    /// <returns>Whether every check holds.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var instance = ItcReader.Read(settings.File);
        await using var data = CampusData.Open(settings);
        using var journal = new Journal(data.JournalPath);
        using var conflicts = new ConflictCounter();
        console.WriteLine($"{instance.Name}: {settings.Clients} clients, seed {settings.Seed}");

        CampusPlan plan = null!;
        Tally tally = null!;
        Schedule schedule = null!;
        IReadOnlyList<ServiceProcess> services = [];
        IReadOnlyList<Check> checks = [];
        await Bars().StartAsync(async bars =>
        {
            plan = new CampusPlan(instance, Allocate(instance, bars.AddTask("Times and rooms"), cancellationToken), settings.TightRooms ? settings.Seed : null);
            await using var campus = await OpenAsync(data, cancellationToken);
            // Before this run could make up for a loss by asking again.
            var before = await Verifier.ReadAsync(plan, campus, cancellationToken);
            var atStart = before.FindLost("everything acknowledged to earlier runs was there at the start", journal.Entries);
            await campus.ImportAsync(plan, before.MissingBookings, Bar(bars, "Import"), cancellationToken);
            var requests = plan.Requests(settings.Seed);
            var bar = bars.AddTask("Registration", maxValue: Math.Max(1, requests.Length));
            services = (campus as ProcessesCampus)?.Services ?? [];
            var kills = new KillRounds(services, settings.KillRounds, settings.Seed, requests.Length);
            var registrar = new Registrar(plan, campus, new ModeChooser(settings.Mode, settings.Seed));
            try
            {
                tally = await RegistrationClients.SettleAllAsync(requests, settings.Clients, registrar, journal, SettledAsync, cancellationToken);
            }
            finally
            {
                await kills.Completion; // Before the services are stopped, it must not start one.
            }
            var timeToFollow = await SchedulerWait.RunAsync(campus, Bar(bars, "Scheduler"), cancellationToken);
            if (services.Any(s => s.Kills > 0)) await LockWait.RunAsync(campus.Locks!, cancellationToken);
            var after = await Verifier.ReadAsync(plan, campus, cancellationToken);
            schedule = await after.FoldScheduleAsync(timeToFollow, cancellationToken);
            checks = [atStart, .. kills.Checks, .. await after.RunAsync(schedule.Audit, journal.Entries, tally, Bar(bars, "Verification"), cancellationToken)];

            Task SettledAsync(int done)
            {
                bar.Value = done;
                return kills.AfterAsync(done, cancellationToken);
            }
        });

        Report.Import(console, plan);
        Report.Allocation(console, plan.Allocation);
        Report.Registration(console, tally, settings is { Url: null, Processes: false } ? conflicts.Count : null, services);
        Report.Scheduler(console, schedule);
        Report.Logs(console, services);
        Report.Verification(console, checks);
        return checks.All(check => check.Holds);
    }

    private async Task<ICampus> OpenAsync(CampusData data, CancellationToken cancellationToken) => settings switch
    {
        { Via: Via.InProcess } => await InProcessCampus.OpenAsync(data, cancellationToken),
        { Url: { } url } => new HttpCampus([url]),
        { Processes: true } => await ProcessesCampus.StartAsync(data, settings.Academics, cancellationToken),
        _ => await OwnHostCampus.StartAsync(data, cancellationToken),
    };

    private static AllocationResult Allocate(ItcInstance instance, ProgressTask bar, CancellationToken cancellationToken)
    {
        bar.MaxValue = Math.Max(1, instance.Counts.Classes);
        var result = TimetableAllocator.Allocate(ItcAllocation.ToProblem(instance), new Reporter<AllocationProgress>(p => bar.Value = p.Placed), cancellationToken);
        bar.Value = bar.MaxValue;
        return result;
    }

    private static Reporter<double> Bar(ProgressContext bars, string name)
    {
        var bar = bars.AddTask(name, maxValue: 1);
        return new Reporter<double>(share => bar.Value = share);
    }

    private Progress Bars() => console.Progress().AutoRefresh(true).Columns(
        new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn());

    /// <summary>Reports on the caller's thread; <see cref="Progress{T}"/> would hop through the thread pool and arrive out of order.</summary>
    private sealed class Reporter<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
