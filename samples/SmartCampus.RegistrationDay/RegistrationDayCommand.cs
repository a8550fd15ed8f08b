using System.CommandLine;
using SmartCampus.Events;
using SmartCampus.Locking;
using SmartCampus.RegistrationDay.Itc;
using SmartCampus.RegistrationDay.Settings;
using Spectre.Console;

namespace SmartCampus.RegistrationDay;

/// <summary>The program: parses, runs, and puts what goes wrong into one sentence.</summary>
public static class RegistrationDayCommand
{
    /// <summary>How long a run that was told to stop may take for what is under way.</summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Runs the program.</summary>
    /// <param name="args">The command line; <c>--help</c> explains it.</param>
    /// <param name="output">Takes progress and the report.</param>
    /// <param name="errors">Takes one sentence when the run cannot go on.</param>
    /// <returns>0 when all requests were settled and every check holds; 1 otherwise.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        var isScreen = output == Console.Out && !Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = isScreen ? AnsiSupport.Detect : AnsiSupport.No });
        var command = RegistrationDayCommandLine.Build(async (settings, cancellationToken) =>
        {
            try
            {
                // From here on a signal stops the run; what follows is long and would not return to the caller by itself.
                await Task.Yield();
                return await new RegistrationDayRun(settings, console).RunAsync(cancellationToken) ? 0 : 1;
            }
            catch (Exception exception) when (Describe(exception, settings) is { } sentence)
            {
                await errors.WriteLineAsync(sentence);
                return 1;
            }
        }, RefuseAsync);
        var result = command.Parse(args);
        if (result.Errors is [var error, ..]) return await RefuseAsync(error.Message);
        return await result.InvokeAsync(new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = StopTimeout });

        async Task<int> RefuseAsync(string reason)
        {
            await errors.WriteLineAsync($"{reason.TrimEnd('.')}; --help lists the options.");
            return 1;
        }
    }

    private static string? Describe(Exception exception, RegistrationDaySettings settings) => exception switch
    {
        RegistrationDayException or ItcFormatException or EventStoreException or LockException => exception.Message,
        HttpRequestException => $"The host does not answer: {exception.Message} Start it, or leave out --url.",
        UnauthorizedAccessException or IOException => exception.Message,
        OperationCanceledException when settings.Data is null && settings.Mongo?.DatabaseName is null => "Stopped.",
        OperationCanceledException => "Stopped. What was acknowledged is kept: run it again on the same data to go on.",
        _ => null,
    };
}
