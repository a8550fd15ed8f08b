using System.Globalization;
using System.Net.Sockets;
using SmartCampus.MongoWire;

var port = Array.IndexOf(args, "--port") is var at and >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : 0;
var stopped = new TaskCompletionSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stopped.TrySetResult();
};

try
{
    await using var server = MongoWireServer.Start(new WireServerOptions { Port = port, KeepsLog = false });
    Console.WriteLine(server.ConnectionString);
    await stopped.Task;
    return 0;
}
catch (SocketException taken)
{
    await Console.Error.WriteLineAsync($"Port {port} of 127.0.0.1 cannot be had: {taken.Message}");
    return 1;
}
