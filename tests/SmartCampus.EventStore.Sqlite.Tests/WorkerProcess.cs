using System.Diagnostics;
using System.Globalization;
using SmartCampus.Events.Worker;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>Another process that appends to a file; killed at the end if it still runs.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;

    public WorkerProcess(string path, string prefix, int streams, int clients, int count, int indexBatchSize)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (object[])[typeof(SeatTaken).Assembly.Location, path, prefix, streams, clients, count, indexBatchSize])
            start.ArgumentList.Add(Convert.ToString(argument, CultureInfo.InvariantCulture)!);
        _process = Process.Start(start)!;
    }

    /// <summary>Reads the acknowledgements until so many were read, or the process ended.</summary>
    public async Task<List<Acknowledgement>> ReadAsync(int atMost = int.MaxValue)
    {
        var read = new List<Acknowledgement>();
        while (read.Count < atMost && await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            var parts = line.Split(' ');
            // The last line of a killed process may be cut short.
            if (parts.Length == 4 && Guid.TryParse(parts[3], out var id))
                read.Add(new Acknowledgement(new StreamId(parts[0]), Number(parts[1]), Number(parts[2]), new CommitId(id)));
        }
        return read;
    }

    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    internal readonly record struct Acknowledgement(StreamId Stream, long Last, long Position, CommitId CommitId);
}
