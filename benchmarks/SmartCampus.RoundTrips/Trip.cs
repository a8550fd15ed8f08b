using System.Globalization;
using SmartCampus.MongoWire;

namespace SmartCampus.RoundTrips;

/// <summary>What one operation sent.</summary>
/// <param name="Operation">Its name.</param>
/// <param name="Units">How many appends, events or locks it was for.</param>
/// <param name="Limit">How many commands it may send; null when there is no goal.</param>
/// <param name="Commands">The commands.</param>
internal sealed record Trip(string Operation, int Units, int? Limit, IReadOnlyList<LoggedCommand> Commands)
{
    public bool Exceeds => Commands.Count > Limit;

    public string ToString(CultureInfo culture)
    {
        long sent = Commands.Sum(c => (long)c.BytesIn), received = Commands.Sum(c => (long)c.BytesOut);
        var names = Commands.GroupBy(c => c.Name).Select(group => $"{group.Count()} {group.Key}");
        var goal = Limit is null ? "" : Exceeds ? $"{Limit}, missed" : $"{Limit}";
        return string.Create(culture, $"| {Operation} | {string.Join(", ", names)} | {goal} | {sent:N0} | {received:N0} | {sent / Units:N0} | {received / Units:N0} |");
    }
}
