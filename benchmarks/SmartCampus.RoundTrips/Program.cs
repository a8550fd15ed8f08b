using SmartCampus.MongoWire;
using SmartCampus.RoundTrips;

// Counts, and no times: a stand-in for MongoDB says nothing about time.
await using var server = MongoWireServer.Start();
var counter = new TripCounter(server);
await StoreTrips.CountAsync(counter, server);
await LockTrips.CountAsync(counter, server);
counter.Print(Console.Out);
if (server.Refused.Count > 0) Console.Error.WriteLine($"The stand-in has refused: {string.Join("; ", server.Refused)}.");
return server.Refused.Count > 0 ? 2 : counter.Exceeded ? 1 : 0;
