using System.Globalization;
using SmartCampus.RegistrationDay.Requests;

namespace SmartCampus.RegistrationDay.Registration;

/// <summary>
/// What the campus has acknowledged, a line each, written to a file of its own before the next request is taken up: after a crash
/// it says what must not be lost.
/// </summary>
/// <remarks>Lines reach the operating system at once; that survives the end of the process, not of the machine. Safe for use by several threads.</remarks>
public sealed class Journal : IDisposable
{
    private readonly Lock _gate = new();
    private readonly StreamWriter? _writer;
    private readonly List<Acknowledged> _entries = [];

    /// <summary>Opens a journal.</summary>
    /// <param name="path">The file, read first when it is there; null keeps the journal in memory.</param>
    /// <exception cref="RegistrationDayException">The file holds something else.</exception>
    public Journal(string? path)
    {
        if (path is null) return;
        if (File.Exists(path)) _entries.AddRange(Read(path));
        _writer = new StreamWriter(path, append: false);
        foreach (var entry in _entries) Write(entry);
        _writer.Flush();
    }

    /// <summary>Everything acknowledged so far, by this run and those before it.</summary>
    public IReadOnlyList<Acknowledged> Entries
    {
        get { lock (_gate) return [.. _entries]; }
    }

    /// <summary>Notes an acknowledged outcome; refusals and what was noted by an earlier run are left out.</summary>
    public void Add(RegistrationRequest request, RequestOutcome outcome)
    {
        if (outcome.Kind == OutcomeKind.Refused || outcome.WasThere) return;
        var entry = new Acknowledged(request.Student, request.Course.Id, outcome.Kind, outcome.ClassIds);
        lock (_gate)
        {
            _entries.Add(entry);
            Write(entry);
            _writer?.Flush();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _writer?.Dispose();

    private void Write(Acknowledged entry) => _writer?.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{entry.Student} {entry.Course} {entry.Kind} {string.Join(',', entry.ClassIds)}"));

    private static IEnumerable<Acknowledged> Read(string path)
    {
        var text = File.ReadAllText(path);
        // The process may have ended in the middle of the last line: it was not acknowledged to anybody.
        foreach (var line in text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))
            yield return Parse(line) ?? throw new RegistrationDayException($"{path} is no journal of a registration day: '{line}'. Give --data another path.");
    }

    private static Acknowledged? Parse(string line)
    {
        var parts = line.TrimEnd('\r').Split(' ');
        if (parts.Length != 4 || !int.TryParse(parts[0], out var student) || !int.TryParse(parts[1], out var course)) return null;
        if (!Enum.TryParse<OutcomeKind>(parts[2], out var kind)) return null;
        var classes = new List<int>();
        foreach (var part in parts[3].Split(','))
        {
            if (!int.TryParse(part, out var id)) return null;
            classes.Add(id);
        }
        return new Acknowledged(student, course, kind, classes);
    }
}
