using System.Diagnostics;
using System.Globalization;
using SmartCampus.Benchmarks.Measuring;

namespace SmartCampus.Benchmarks.Locking;

/// <summary>This program a second time, for locks that processes share: takes its turns when the first one does.</summary>
internal sealed class LockPartner : IAsyncDisposable
{
    /// <summary>The first word of the second program's command line.</summary>
    public const string Verb = "lock-partner";

    private const int Tasks = 25;
    private const string Key = "section:shared";
    private readonly ILockSystem _system;
    private readonly Process _process;

    private LockPartner(ILockSystem system, Process process) => (_system, _process) = (system, process);

    /// <summary>Starts the second program, and opens the same locks in both.</summary>
    public static async Task<LockPartner> StartAsync(ILockSystem system)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])[typeof(LockPartner).Assembly.Location, Verb, system.Name, system.Place!]) start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        await process.StandardOutput.ReadLineAsync();
        return new LockPartner(system, process);
    }

    /// <summary>Runs half of the tasks here and half there, all on one key.</summary>
    public async Task<Slice> TakeTurnAsync(string sectionPath, TimeSpan length)
    {
        await _process.StandardInput.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{length.TotalMilliseconds} {sectionPath}"));
        await _process.StandardInput.FlushAsync();
        var (own, overlaps) = await HoldAsync(_system, sectionPath, length);
        var said = await _process.StandardOutput.ReadLineAsync() ?? throw new CheckFailedException("The second process has ended.");
        var numbers = said.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        if (overlaps + numbers[4] > 0) throw new CheckFailedException($"{overlaps + numbers[4]} times two were inside: not a lock.");
        var events = own.Events + (long)numbers[3];
        return own with { PerSecond = own.PerSecond + numbers[0], P50 = Math.Max(own.P50, numbers[1]), P99 = Math.Max(own.P99, numbers[2]), Events = events, Checked = events };
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>The second program: a line for each turn, until there is none.</summary>
    public static async Task<int> RunAsync(string name, string place)
    {
        ThreadPool.SetMinThreads(128, 128);
        await using var system = LockWorkload.Shared(place).Single(system => system.Name == name);
        await system.OpenAsync();
        Console.WriteLine("ready");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ', 2);
            var (slice, overlaps) = await HoldAsync(system, words[1], TimeSpan.FromMilliseconds(double.Parse(words[0], CultureInfo.InvariantCulture)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{slice.PerSecond} {slice.P50} {slice.P99} {slice.Events} {overlaps}"));
        }
        return 0;
    }

    private static async Task<(Slice Slice, int Overlaps)> HoldAsync(ILockSystem system, string sectionPath, TimeSpan length)
    {
        using var section = new SharedSection(sectionPath);
        return (await Load.RunAsync(Tasks, length, _ => system.HoldAsync(Key, section)), section.Overlaps);
    }
}
