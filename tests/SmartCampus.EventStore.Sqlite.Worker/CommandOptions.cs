using System.Globalization;

namespace SmartCampus.Events.Worker;

/// <summary>The options of a command: whole numbers, each behind its name, in any order.</summary>
internal static class CommandOptions
{
    /// <summary>Reads the options of a command line.</summary>
    /// <param name="args">What follows the command.</param>
    /// <param name="known">The options that the command has: the name, the number when it is not given, and the lowest number allowed.</param>
    /// <returns>A number for each of the known options, in their order; null when the line has something else.</returns>
    public static int[]? Read(string[] args, params (string Name, int Standard, int Lowest)[] known)
    {
        var numbers = Array.ConvertAll(known, option => option.Standard);
        for (var at = 0; at < args.Length; at += 2)
        {
            var option = Array.FindIndex(known, each => each.Name == args[at]);
            if (option < 0 || at + 1 == args.Length) return null;
            if (!int.TryParse(args[at + 1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out numbers[option])) return null;
            if (numbers[option] < known[option].Lowest) return null;
        }
        return numbers;
    }
}
