using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SmartCampus.Locking.Worker;

/// <summary>Another process; killed at the end if it still runs.</summary>
public sealed partial class WorkerProcess : IDisposable
{
    private readonly Process _process;

    private WorkerProcess(Process process) => _process = process;

    /// <summary>Starts a process, and waits until it has opened its files.</summary>
    public static async Task<WorkerProcess> StartAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add(typeof(WorkerProcess).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        var worker = new WorkerProcess(Process.Start(start)!);
        if (await worker.ReadAsync(cancellationToken) == "ready") return worker;
        worker.Dispose();
        throw new InvalidOperationException("The worker did not start; its error is above.");
    }

    /// <summary>The next line that it says; null when it has ended.</summary>
    public async Task<string?> ReadAsync(CancellationToken cancellationToken) => await _process.StandardOutput.ReadLineAsync(cancellationToken);

    /// <summary>Says something, and waits for the answer.</summary>
    public async Task<string?> AskAsync(string line, CancellationToken cancellationToken)
    {
        Say(line);
        return await ReadAsync(cancellationToken);
    }

    /// <summary>Says something.</summary>
    public void Say(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    /// <summary>Reads what it says until it ends.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> ExitAsync(CancellationToken cancellationToken)
    {
        while (await ReadAsync(cancellationToken) is not null)
        {
        }
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Stops it where it is (SIGSTOP).</summary>
    public void Stop() => Signal(19);

    /// <summary>Lets it go on (SIGCONT).</summary>
    public void Continue() => Signal(18);

    /// <summary>Kills it (SIGKILL).</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }
        _process.Dispose();
    }

    private void Signal(int number)
    {
        if (Send(_process.Id, number) != 0) throw new InvalidOperationException($"Signal {number} was not sent: {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Send(int process, int signal);
}
