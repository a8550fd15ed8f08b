using System.Globalization;

namespace SmartCampus.Locking.Worker;

/// <summary>A counter without any protection of its own, and the order in which processes used it.</summary>
public sealed class CountLog(string folder)
{
    private readonly string _counter = Path.Combine(folder, "counter"), _log = Path.Combine(folder, "log");

    /// <summary>What was counted.</summary>
    public int Count => File.Exists(_counter) ? int.Parse(File.ReadAllText(_counter), CultureInfo.InvariantCulture) : 0;

    /// <summary>Notes that somebody begins to count.</summary>
    public void Enter(long token) => Note($"enter {token}");

    /// <summary>Notes that somebody has counted.</summary>
    public void Leave(long token) => Note($"leave {token}");

    /// <summary>Reads and writes the number, in two steps.</summary>
    public void Increment()
    {
        var next = Count + 1;
        // Whoever is killed in between must not leave an empty file.
        var draft = $"{_counter}-{Guid.NewGuid():n}";
        File.WriteAllText(draft, next.ToString(CultureInfo.InvariantCulture));
        File.Move(draft, _counter, overwrite: true);
    }

    /// <summary>Reads the tokens in the order of entering.</summary>
    /// <param name="alone">Whether everybody has left before the next one entered, but for so many who were killed.</param>
    /// <param name="killed">How many were killed.</param>
    public IReadOnlyList<long> Tokens(int killed, out bool alone)
    {
        var tokens = new List<long>();
        var left = 0;
        long inside = 0;
        alone = true;
        foreach (var line in File.ReadLines(_log))
        {
            var token = long.Parse(line.AsSpan(6), CultureInfo.InvariantCulture);
            if (line.StartsWith("enter", StringComparison.Ordinal))
            {
                if (inside != 0) left++;
                inside = token;
                tokens.Add(token);
            }
            else
            {
                alone &= inside == token;
                inside = 0;
            }
        }
        alone &= left <= killed;
        return tokens;
    }

    private void Note(string line)
    {
        // Appending is one write: lines of two processes do not mix.
        using var file = new FileStream(_log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(System.Text.Encoding.ASCII.GetBytes($"{line}\n"));
    }
}
