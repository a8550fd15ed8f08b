using SmartCampus.MongoWire;

var port = Array.IndexOf(args, "--port") is var at and >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], System.Globalization.CultureInfo.InvariantCulture) : 0;
await using var server = MongoWireServer.Start(new WireServerOptions { Port = port });
Console.WriteLine(server.ConnectionString);

var stopped = new TaskCompletionSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stopped.TrySetResult();
};
await stopped.Task;
