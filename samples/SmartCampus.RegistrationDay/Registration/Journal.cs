using System.Globalization;
using System.Text;
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
    private readonly FileStream? _lock;
    private readonly StreamWriter? _writer;
    private readonly List<Acknowledged> _entries = [];

    /// <summary>Opens a journal.</summary>
    /// <param name="path">The file, read first when it is there; null keeps the journal in memory.</param>
    /// <exception cref="RegistrationDayException">The file holds something else, or another run uses it.</exception>
    public Journal(string? path)
    {
        if (path is null) return;
        _lock = Claim(path + ".lock");
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
            _entries.AddRange(Read(path, file));
            _writer = new StreamWriter(file);
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    /// <summary>Everything acknowledged so far, by this run and those before it.</summary>
    public IReadOnlyList<Acknowledged> Entries
    {
        get { lock (_gate) return [.. _entries]; }
    }

    /// <summary>Notes an acknowledged outcome; refusals and what was noted by an earlier run are left out.</summary>
    public void Add(RegistrationRequest request, RequestOutcome outcome)
    {
        if (outcome.Kind == OutcomeKind.Refused || outcome.IsOfEarlierRun) return;
        var entry = new Acknowledged(request.Student, request.Course.Id, outcome.Kind, outcome.ClassIds);
        lock (_gate)
        {
            _entries.Add(entry);
            Write(entry);
            _writer?.Flush();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer?.Dispose();
        _lock?.Dispose();
    }

    private void Write(Acknowledged entry) => _writer?.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{entry.Student} {entry.Course} {entry.Kind} {string.Join(',', entry.ClassIds)}"));

    // The system gives the lock back when the process ends, however it ends.
    private static FileStream Claim(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new RegistrationDayException($"Another run uses this data ({path} is locked). Wait for its end, or give --data another path.", e);
        }
    }

    private static List<Acknowledged> Read(string path, FileStream file)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        // The process may have ended in the middle of the last line: that one was not acknowledged to anybody.
        var end = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        var entries = new List<Acknowledged>();
        foreach (var line in Encoding.UTF8.GetString(bytes.AsSpan(0, end)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            entries.Add(Parse(line) ?? throw new RegistrationDayException($"{path} is no journal of a registration day: '{line}'. Give --data another path."));
        file.SetLength(end);
        file.Position = end;
        return entries;
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
