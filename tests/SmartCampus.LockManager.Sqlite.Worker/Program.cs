using System.Globalization;

namespace SmartCampus.Locking.Worker;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["count", var path, var folder, var rounds, var tasks]: return await CountCommand.RunAsync(path, folder, Number(rounds), Number(tasks));
            case ["hold", var path, var resource, var milliseconds, var store]: return await HoldCommand.RunAsync(path, resource, Number(milliseconds), store);
            default: return 2;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
