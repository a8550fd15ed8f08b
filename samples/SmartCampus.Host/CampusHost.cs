using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using SmartCampus.Host.Opening;
using SmartCampus.Host.Settings;

namespace SmartCampus.Host;

/// <summary>A campus over HTTP, to run as a program or inside another one.</summary>
/// <remarks>
/// <code>
/// await using var host = CampusHost.Build(["--store", "memory", "--port-offset", "auto"]);
/// await host.StartAsync();
/// using var client = new HttpClient { BaseAddress = host.Address };
/// </code>
/// </remarks>
public sealed class CampusHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private CampusHost(WebApplication app) => _app = app;

    /// <summary>Where the front door is, or the only port of this process; known once the host has started.</summary>
    /// <exception cref="InvalidOperationException">The host has not started.</exception>
    public Uri Address => Addresses.Count > 0 ? Addresses[0] : throw new InvalidOperationException("The host has no address before StartAsync.");

    /// <summary>
    /// Where the host listens: the front door, the academic service, the scheduler, as far as they are in this process; empty before it has started.
    /// </summary>
    public IReadOnlyList<Uri> Addresses => [.. _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.Select(address => new Uri(address)) ?? []];

    /// <summary>What the host is composed of.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Composes a host without starting it.</summary>
    /// <param name="args">The options of the command line, as <c>--help</c> lists them.</param>
    /// <param name="configure">Changes the services, for example to send logs elsewhere; null to leave them as they are.</param>
    /// <exception cref="SettingsException">An option is not usable.</exception>
    public static CampusHost Build(string[] args, Action<IServiceCollection>? configure = null) =>
        Build(CampusCommandLine.Parse(args), configure);

    /// <summary>Runs a host until it is told to stop (SIGTERM, SIGINT).</summary>
    /// <param name="args">The options of the command line.</param>
    /// <param name="output">Takes the help page, or what to open.</param>
    /// <param name="errors">Takes one sentence when the host cannot start.</param>
    /// <returns>The exit code: 0, or 1 when the host could not start.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        CampusSettings? settings = null;
        try
        {
            var commandLine = CampusCommandLine.Parse(args);
            if (commandLine.Help is { } help)
            {
                await output.WriteAsync(help);
                return 0;
            }

            await using var host = Build(commandLine, configure: null);
            settings = host.Services.GetRequiredService<CampusSettings>();
            await host.StartAsync();
            await output.WriteAsync(Welcome.Text(host.Addresses, settings));
            await host._app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception exception) when (StartFailure.Describe(exception, settings) is { } sentence)
        {
            await errors.WriteLineAsync(sentence);
            return 1;
        }
    }

    /// <summary>Opens the store, brings the read models up to date and listens.</summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await _app.Services.GetRequiredService<CampusOpener>().OpenAsync(cancellationToken);
        await _app.StartAsync(cancellationToken);
    }

    /// <summary>Stops listening and lets the calls under way end.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => _app.StopAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static CampusHost Build(CampusCommandLine commandLine, Action<IServiceCollection>? configure)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(commandLine.Configuration);
        Composition.AddCampus(builder, CampusSettingsReader.Read(builder.Configuration));
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        Composition.UseCampus(app);
        return new CampusHost(app);
    }
}
