using System.Globalization;
using SmartCampus.MongoWire;

namespace SmartCampus.RoundTrips;

/// <summary>Counts the commands that operations send, and their bytes.</summary>
internal sealed class TripCounter(MongoWireServer server)
{
    private readonly List<Trip> _trips = [];

    /// <summary>Whether an operation sent more commands than it may.</summary>
    public bool Exceeded => _trips.Any(trip => trip.Exceeds);

    /// <summary>Counts what an operation sends.</summary>
    /// <param name="operation">Its name in the table.</param>
    /// <param name="units">How many appends, events or locks it is for.</param>
    /// <param name="limit">How many commands it may send; null when there is no goal.</param>
    /// <param name="run">Runs it.</param>
    public async Task CountAsync(string operation, int units, int? limit, Func<Task> run)
    {
        server.Log.Clear();
        await run();
        var commands = server.Log.ToArray();
        // An answer is counted once it is sent, which may be after its client has read it.
        while (commands.Any(command => command.BytesOut == 0)) await Task.Delay(1);
        _trips.Add(new Trip(operation, units, limit, commands));
    }

    public void Print(TextWriter output)
    {
        output.WriteLine("| operation | commands | goal | bytes sent | bytes received | bytes sent for each | bytes received for each |");
        output.WriteLine("|---|---|--:|--:|--:|--:|--:|");
        foreach (var trip in _trips) output.WriteLine(trip.ToString(CultureInfo.InvariantCulture));
    }
}
