using System.Diagnostics;

namespace SmartCampus.Events.Worker;

/// <summary>Another process that appends to a file; killed at the end if it still runs.</summary>
public sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;
    private readonly Ledger _ledger;
    private readonly Task _reading;
    private readonly TaskCompletionSource _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _acknowledged, _wanted = int.MaxValue;
    private long _highest;

    private WorkerProcess(Process process, Ledger ledger)
    {
        (_process, _ledger) = (process, ledger);
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>How many acknowledgements of appends were read so far.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>Starts a process; what it says goes into a ledger.</summary>
    public static WorkerProcess Start(WorkerSettings settings, Ledger ledger)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add(typeof(WorkerProcess).Assembly.Location);
        foreach (var argument in settings.ToArguments()) start.ArgumentList.Add(argument);
        return new WorkerProcess(Process.Start(start)!, ledger);
    }

    /// <summary>Waits until so many acknowledgements were read, or the process has ended.</summary>
    public Task AcknowledgedAsync(int count)
    {
        Volatile.Write(ref _wanted, count);
        if (Acknowledged >= count) _enough.TrySetResult();
        return Task.WhenAny(_enough.Task, _reading);
    }

    /// <summary>Kills it (SIGKILL), and reads what it has said until then.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        await _reading;
    }

    /// <summary>Waits until it ends by itself.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> ExitAsync(CancellationToken cancellationToken = default)
    {
        await _process.WaitForExitAsync(cancellationToken);
        await _reading;
        return _process.ExitCode;
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

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!_ledger.Take(line, ref _highest)) continue;
            if (Interlocked.Increment(ref _acknowledged) >= Volatile.Read(ref _wanted)) _enough.TrySetResult();
        }
    }
}
