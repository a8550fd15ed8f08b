using System.Diagnostics;
using System.Text.RegularExpressions;

namespace SmartCampus.Host.Tests;

/// <summary>The built host as a child process on a free port.</summary>
internal sealed partial class HostProcess : IDisposable
{
    private readonly Process _process;

    private HostProcess(Process process, Uri address)
    {
        _process = process;
        Client = new HttpClient(new SocketsHttpHandler { UseProxy = false, Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = address };
    }

    public HttpClient Client { get; }

    /// <summary>Starts a host and waits until it says where it is.</summary>
    public static async Task<HostProcess> StartAsync(params string[] args)
    {
        var process = Launch(Environment.CurrentDirectory, [.. args, "--port-offset", "auto"]);
        var seen = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            seen.Add(line);
            if (FirstLine().Match(line) is { Success: true } match) return new HostProcess(process, new Uri(match.Groups[1].Value));
        }
        throw new InvalidOperationException($"The host did not start: {string.Join('\n', seen)} {await process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>Runs a host that is expected to end by itself.</summary>
    public static Task<(int Code, string Errors)> RunAsync(params string[] args) => RunInAsync(Environment.CurrentDirectory, args);

    /// <summary>Runs a host that is expected to end by itself, in a folder.</summary>
    public static async Task<(int Code, string Errors)> RunInAsync(string folder, params string[] args)
    {
        using var process = Launch(folder, args);
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, errors);
    }

    /// <summary>Ends the process as kill -9 does, in the middle of whatever it does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks the process to end, as a service manager does.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        Client.Dispose();
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private static Process Launch(string folder, IEnumerable<string> args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "SmartCampus.Host.dll"), .. args])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started.");
    }

    [GeneratedRegex(@"is up at (http://\S+)")]
    private static partial Regex FirstLine();
}
