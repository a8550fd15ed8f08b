using System.Net;
using System.Net.Sockets;

namespace SmartCampus.Host.Tests;

/// <summary>HO2 (loopback unless told otherwise) and HO6 (start-up fails with one clear sentence).</summary>
public sealed class StartUpTests
{
    private const string Key = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    [Theory]
    [InlineData("--bogus", "--help")]
    [InlineData("--store postgres", "sqlite, memory or mongodb")]
    [InlineData("--store", "--store")]
    [InlineData("--store memory --data x.db", "keeps no file")]
    [InlineData("--store mongodb", "--mongo")]
    [InlineData("--store mongodb --data x.db", "keeps no file")]
    [InlineData("--mongo mongodb://db1", "--store mongodb")]
    [InlineData("--mongo-database other", "--store mongodb")]
    [InlineData("--store mongodb --mongo mongodb://db1/?replicaSet=rs0", "Campus__PageTokenKey")]
    [InlineData("--store mongodb --page-token-key " + Key + " --mongo mongodb//ada:secret@db1", "connection string")]
    [InlineData("--store mongodb --page-token-key " + Key + " --mongo mongodb://ada:secret@db1/?replicaSet=rs0&w=1", "w=majority")]
    [InlineData("--store mongodb --page-token-key " + Key + " --mongo mongodb://ada:secret@db1/?replicaSet=rs0&wtimeoutMS=1", "WriteTimeout")]
    [InlineData("--store mongodb --page-token-key " + Key + " --mongo mongodb://ada:secret@db1/ --mongo-database a.b", "a.b")]
    [InlineData("--page-token-key secret", "Base64")]
    [InlineData("--page-token-key secretAAAA==", "32")]
    [InlineData("--listen campus", "IP address")]
    [InlineData("--role registrar", "all, academic or scheduler")]
    [InlineData("--role scheduler --store memory", "share no memory")]
    [InlineData("--role scheduler --demo", "academic service")]
    [InlineData("--scheduler-url http://127.0.0.1:8003", "--role academic")]
    [InlineData("--role academic --scheduler-url campus", "URL")]
    [InlineData("--mode hopeful", "optimistic, pessimistic, detect")]
    [InlineData("--port-offset -1", "port offset")]
    [InlineData("--port-offset 60000", "port offset")]
    [InlineData("--listen 0.0.0.0 --demo", "loopback")]
    [InlineData("--listen ::  --demo true", "loopback")]
    public async Task A_bad_option_ends_with_one_sentence_and_exit_code_1(string options, string hint)
    {
        var (code, output, errors) = await RunAsync(options.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(1, code);
        Assert.Empty(output);
        Assert.Contains(hint, Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_ends_with_one_sentence_and_exit_code_1()
    {
        using var occupant = new TcpListener(IPAddress.Loopback, 0);
        occupant.Start();
        var port = ((IPEndPoint)occupant.LocalEndpoint).Port;

        var (code, output, errors) = await RunAsync("--store", "memory", "--port-offset", $"{port - 8000}");

        Assert.Equal(1, code);
        Assert.Empty(output);
        Assert.Equal($"Port {port} on 127.0.0.1 is in use: stop what listens there, or choose other ports with --port-offset.", errors.Trim());
    }

    [Fact]
    public async Task Help_lists_every_option()
    {
        var (code, output, errors) = await RunAsync("--help");

        Assert.Equal(0, code);
        Assert.Empty(errors);
        Assert.All(["--store", "--data", "--mongo", "--mongo-database", "--page-token-key", "--listen", "--port-offset", "--demo", "--role", "--scheduler-url", "--mode"], option => Assert.Contains(option, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_listens_on_loopback_unless_told_otherwise()
    {
        await using var host = await RunningHost.StartAsync(demo: false);

        Assert.Equal("127.0.0.1", host.Client.BaseAddress!.Host);
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await CampusHost.RunAsync(args, output, errors);
        return (code, output.ToString(), errors.ToString());
    }
}
