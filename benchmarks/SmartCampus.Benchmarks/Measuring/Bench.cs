using System.Globalization;
using SmartCampus.Benchmarks.Settings;

namespace SmartCampus.Benchmarks.Measuring;

/// <summary>Where everything is measured: lets systems take turns, prints their tables, and owns their files.</summary>
internal sealed class Bench : IDisposable
{
    private readonly TextWriter _output;
    private readonly TextWriter _progress;
    private readonly string _folder;
    private int _files;
    private long _checked;

    public Bench(BenchmarkSettings settings, TextWriter output, TextWriter progress)
    {
        (Settings, _output, _progress) = (settings, output, progress);
        _folder = Directory.CreateDirectory(Path.Combine(settings.Folder, $"smartcampus-benchmarks-{Environment.ProcessId}")).FullName;
        Machine = new Machine(_folder);
        // Blocking engines must not wait for the pool to grow, and clients that never wait must all have a thread.
        ThreadPool.SetMinThreads(128, 128);
    }

    public BenchmarkSettings Settings { get; }

    /// <summary>How many tables were printed.</summary>
    public int Tables { get; private set; }

    public Machine Machine { get; }

    /// <summary>A path in the measured folder that no other system has.</summary>
    public string NewFile(string extension) => Path.Combine(_folder, $"{_files++}.{extension}");

    /// <summary>Whether a system is to take part.</summary>
    public bool Wants(string system) =>
        Settings.Only.Count == 0 || Settings.Only.Any(word => system.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>How many events to store, for a number that the command line may scale.</summary>
    public int Scaled(int events) => Math.Max(1, (int)(events * Settings.Scale));

    /// <summary>Prints a line among the tables.</summary>
    public void Print(string line) => _output.WriteLine(line);

    /// <summary>
    /// Lets every system take a turn that is not counted, then turn after turn in rounds. Each round begins one system further
    /// on, so that a slow spell of the machine falls on all of them.
    /// </summary>
    /// <param name="title">Names the workload.</param>
    /// <param name="unit">What is counted, in the singular.</param>
    /// <param name="standardBase">A word in the name of the system to compare with when the command line names none.</param>
    /// <param name="contenders">The systems in the order of the table; without any there is no table.</param>
    public async Task CompareAsync(string title, string unit, string standardBase, IReadOnlyList<Contender> contenders)
    {
        if (contenders.Count == 0) return;
        _checked = 0;
        var rows = contenders.Select(contender => new Row(contender.Name, contender.Role)).ToArray();
        for (var round = 0; round <= Settings.Rounds; round++)
        {
            for (var turn = 0; turn < contenders.Count; turn++)
            {
                var at = (round + turn) % contenders.Count;
                var slice = await TakeTurnAsync(title, contenders[at]);
                if (round > 0) rows[at].Slices.Add(slice);
                _progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title} | round {round} of {Settings.Rounds} | {contenders[at].Name}: {slice.PerSecond:N0} {unit}s/s"));
            }
        }
        var facts = string.Create(CultureInfo.InvariantCulture, $"{Machine}; rounds: {Settings.Rounds}, slice: {Settings.Slice.TotalSeconds} s; checked: {_checked:N0} {unit}s");
        new Table(rows, Settings.Base ?? standardBase).Print(title, unit, facts, _output);
        Tables++;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<Slice> TakeTurnAsync(string title, Contender contender)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        try
        {
            var slice = await contender.TakeTurnAsync(Settings.Slice);
            _checked += slice.Checked;
            return slice;
        }
        catch (CheckFailedException failure)
        {
            throw new CheckFailedException($"{title}, {contender.Name}: {failure.Message}");
        }
    }
}
