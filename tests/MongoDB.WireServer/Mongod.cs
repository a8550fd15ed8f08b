using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MongoDB.Bson;
using MongoDB.Driver;

namespace SmartCampus.MongoWire;

/// <summary>A real server for the tests of this process: a replica set of one node in a temporary folder, ended with the process.</summary>
internal static class Mongod
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static string? Find()
    {
        var name = OperatingSystem.IsWindows() ? "mongod.exe" : "mongod";
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    public static async Task<string> StartAsync(string program)
    {
        var folder = Directory.CreateTempSubdirectory("mongod-").FullName;
        var port = FreePort();
        var start = new ProcessStartInfo(program)
        {
            ArgumentList = { "--replSet", "rs0", "--dbpath", folder, "--port", $"{port}", "--bind_ip", "127.0.0.1", "--logpath", Path.Combine(folder, "log") },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => End(process, folder);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var address = $"127.0.0.1:{port}";
        await InitiateAsync(address);
        return $"mongodb://{address}/?replicaSet=rs0";
    }

    private static async Task InitiateAsync(string address)
    {
        var members = new BsonArray { new BsonDocument { { "_id", 0 }, { "host", address } } };
        var initiate = new BsonDocument("replSetInitiate", new BsonDocument { { "_id", "rs0" }, { "members", members } });
        using (var direct = new MongoClient(Settings($"mongodb://{address}/?directConnection=true")))
        {
            await direct.GetDatabase("admin").RunCommandAsync<BsonDocument>(initiate);
        }

        // Ends when the node has elected itself: the driver waits for a primary.
        using var client = new MongoClient(Settings($"mongodb://{address}/?replicaSet=rs0"));
        await client.GetDatabase("admin").RunCommandAsync<BsonDocument>(new BsonDocument("ping", 1), ReadPreference.Primary);
    }

    private static MongoClientSettings Settings(string connectionString)
    {
        var settings = MongoClientSettings.FromConnectionString(connectionString);
        settings.ServerSelectionTimeout = Patience;
        return settings;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void End(Process process, string folder)
    {
        process.Kill();
        process.WaitForExit();
        Directory.Delete(folder, recursive: true);
    }
}
