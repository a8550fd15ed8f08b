using System.Diagnostics;

namespace SmartCampus.Events.Worker;

/// <summary>Watches the system calls of a process that appends, and sees whether each acknowledgement comes after a flush of what was appended.</summary>
public static class FlushTrace
{
    /// <summary>Whether <c>strace</c> is there and may trace.</summary>
    public static async Task<bool> IsAvailableAsync()
    {
        try
        {
            return await TraceAsync("/dev/null", ["true"]) == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Traces a worker to its end.</summary>
    /// <exception cref="AuditException">The worker failed.</exception>
    public static async Task<FlushReport> RunAsync(string folder, WorkerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var trace = Path.Combine(folder, "trace");
        if (await TraceAsync(trace, ["dotnet", typeof(FlushTrace).Assembly.Location, .. settings.ToArguments()]) != 0) throw new AuditException("the traced process failed");
        return await ReadAsync(trace);
    }

    private static async Task<int> TraceAsync(string output, string[] command)
    {
        var start = new ProcessStartInfo("strace") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        string[] options = ["-f", "-y", "-s", "64", "--seccomp-bpf", "-e", "trace=write,pwrite64,fsync,fdatasync", "-o", output, "--"];
        foreach (var argument in options.Concat(command)) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync(), process.WaitForExitAsync());
        return process.ExitCode;
    }

    /// <remarks>An append is flushed when, after the client said that it tries it, the log was written and afterwards flushed.</remarks>
    private static async Task<FlushReport> ReadAsync(string trace)
    {
        var (writes, flushes, acknowledged, early, line) = (0, 0, 0, 0, 0);
        var (lastWrite, flushed) = (0, 0);
        var tried = new Dictionary<string, int>();
        var flushing = new Dictionary<string, int>();
        await foreach (var text in File.ReadLinesAsync(trace))
        {
            line++;
            var thread = text.Split(' ')[0];
            if (text.Contains(" pwrite64(", StringComparison.Ordinal) && text.Contains("-wal>", StringComparison.Ordinal)) (writes, lastWrite) = (writes + 1, line);
            else if (text.Contains("sync(", StringComparison.Ordinal) && text.Contains("-wal>", StringComparison.Ordinal)) flushing[thread] = lastWrite;
            else if (Said(text, "\"? ") is { } trying) tried[trying] = line;
            else if (Said(text, "\"! ") is { } told)
            {
                acknowledged++;
                if (flushed <= tried[told]) early++;
            }
            // A flush that takes long is told in two lines, and only the end of the second one says that it succeeded.
            if (!text.Contains("sync", StringComparison.Ordinal) || !text.EndsWith("= 0", StringComparison.Ordinal) || !flushing.Remove(thread, out var covered)) continue;
            flushes++;
            flushed = Math.Max(flushed, covered);
        }
        return new FlushReport(acknowledged, writes, flushes, early);
    }

    /// <summary>Gives the commit id of a line that the process writes.</summary>
    private static string? Said(string text, string kind)
    {
        var at = text.Contains(" write(", StringComparison.Ordinal) ? text.IndexOf(kind, StringComparison.Ordinal) : -1;
        return at < 0 ? null : text.Substring(at + kind.Length, 36);
    }
}
