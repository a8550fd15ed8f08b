using SmartCampus.MongoWire;

namespace SmartCampus.RoundTrips;

/// <summary>The program: counts commands and bytes, and no times, of which a stand-in for MongoDB can say nothing.</summary>
public static class RoundTripCommand
{
    /// <summary>Runs the program.</summary>
    /// <param name="output">Takes the table.</param>
    /// <param name="errors">Takes what the stand-in refused.</param>
    /// <returns>0 when every operation kept to its goal, 1 when one sent more commands, 2 when the stand-in lacks something.</returns>
    public static async Task<int> RunAsync(TextWriter output, TextWriter errors)
    {
        await using var server = MongoWireServer.Start();
        var counter = new TripCounter(server);
        await StoreTrips.CountAsync(counter, server);
        await LockTrips.CountAsync(counter, server);
        counter.Print(output);
        if (server.Refused.Count == 0) return counter.Exceeded ? 1 : 0;
        await errors.WriteLineAsync($"The stand-in has refused: {string.Join("; ", server.Refused)}.");
        return 2;
    }
}
