using System.Text.Json;
using System.Text.RegularExpressions;

namespace SmartCampus.Host.Tests;

/// <summary>docker-compose.yml, as far as it can be checked without containers: the host takes every option and setting in it.</summary>
public sealed partial class ComposeTests
{
    private const string Key = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Root(), "docker-compose.yml"));

    public static TheoryData<string> Commands => [.. Values("command").Where(value => value.Contains("--role", StringComparison.Ordinal))];

    [Fact]
    public void There_are_two_academic_services_and_a_scheduler()
    {
        var roles = Commands.Select(command => Words(command.Data)[1]).Order().ToArray();

        Assert.Equal(["academic", "academic", "scheduler"], roles);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task The_host_takes_every_option_and_setting(string command)
    {
        // Each key of the environment is an option as well.
        var settings = Lines.Select(line => Setting().Match(line)).Where(match => match.Success).ToArray();
        Assert.Equal(3, settings.Length);
        var options = settings.SelectMany(match => new[] { $"--{Hyphen().Replace(match.Groups["key"].Value, "-").ToLowerInvariant()}", ValueOf(match) });

        await using var host = CampusHost.Build([.. Words(command), .. options]);

        Assert.NotNull(host.Services);
    }

    [Fact]
    public void The_academic_services_look_for_the_scheduler_where_it_is()
    {
        Assert.Contains("  scheduler:", Lines);
        Assert.All(Commands.Where(command => command.Data.Contains("academic", StringComparison.Ordinal)), command => Assert.Contains("http://scheduler:8003", Words(command.Data)));
    }

    [Fact]
    public void Ports_are_published_on_loopback_only()
    {
        var ports = Values("ports").SelectMany(Words).ToArray();

        Assert.Equal(3, ports.Length);
        Assert.All(ports, port => Assert.StartsWith("127.0.0.1:", port, StringComparison.Ordinal));
    }

    // A variable is what the operator sets; here it is a key.
    private static string ValueOf(Match setting) => setting.Groups["value"].Value.StartsWith("${", StringComparison.Ordinal) ? Key : setting.Groups["value"].Value;

    private static IEnumerable<string> Values(string key) =>
        Lines.Select(line => line.Trim()).Where(line => line.StartsWith($"{key}: [", StringComparison.Ordinal)).Select(line => line[(key.Length + 2)..]);

    private static string[] Words(string list) => JsonSerializer.Deserialize<string[]>(list)!;

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "docker-compose.yml"))) folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return folder.FullName;
    }

    [GeneratedRegex(@"^    Campus__(?<key>\w+): (?<value>.+)$")]
    private static partial Regex Setting();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex Hyphen();
}
