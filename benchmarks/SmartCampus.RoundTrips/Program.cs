using SmartCampus.RoundTrips;

return await RoundTripCommand.RunAsync(Console.Out, Console.Error);
