using System.Diagnostics;
using SmartCampus.Host;

namespace SmartCampus.RegistrationDay.Campuses;

/// <summary>A service of the campus in a process of its own, which ends with this one, however this one ends.</summary>
/// <param name="name">What people call the service.</param>
/// <param name="options">The options of its host.</param>
internal sealed class ServiceProcess(string name, params string[] options) : IAsyncDisposable
{
    /// <summary>The first argument of a program that shall be a service; the options of the host follow.</summary>
    public const string Serve = "serve";

    private Process? _process;
    private Task _listening = Task.CompletedTask;

    /// <summary>How often it was killed.</summary>
    public int Kills { get; private set; }

    /// <summary>What it has logged, in all its lives.</summary>
    public ServiceLog Log { get; } = new();

    /// <summary>What people call the service.</summary>
    public string Name => name;

    /// <summary>Is the service: runs a host until the process that started it ends.</summary>
    /// <param name="options">The options of the host.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> ServeAsync(string[] options)
    {
        _ = Task.Factory.StartNew(EndWithParent, TaskCreationOptions.LongRunning);
        return CampusHost.RunAsync(options, Console.Out, Console.Error);
    }

    /// <summary>Starts the service, and returns when it is up.</summary>
    /// <exception cref="RegistrationDayException">It could not start.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _process = Process.Start(new ProcessStartInfo("dotnet", [typeof(ServiceProcess).Assembly.Location, Serve, .. options])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        if (await _process.StandardOutput.ReadLineAsync(cancellationToken) is null)
            throw new RegistrationDayException($"The {name} did not start: {(await _process.StandardError.ReadToEndAsync(cancellationToken)).Trim()}");
        _listening = ListenAsync(_process.StandardError);
        _ = _process.StandardOutput.ReadToEndAsync(cancellationToken);
    }

    /// <summary>Kills the service in the middle of whatever it does (SIGKILL), and starts it again.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await DisposeAsync();
        Kills++;
        await StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not { } process) return;
        _process = null;
        process.Kill();
        await process.WaitForExitAsync();
        await _listening;
        process.Dispose();
    }

    private async Task ListenAsync(StreamReader errors)
    {
        while (await errors.ReadLineAsync() is { } line) Log.Add(line);
    }

    // The system closes the pipe to the parent when that ends.
    private static void EndWithParent()
    {
        while (Console.In.Read() >= 0) { }
        Process.GetCurrentProcess().Kill();
    }
}
