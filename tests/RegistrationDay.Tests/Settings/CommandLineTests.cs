using SmartCampus.RegistrationDay.Tests.EndToEnd;

namespace SmartCampus.RegistrationDay.Tests.Settings;

/// <summary>Whatever is wrong with a command line, it gets one sentence and nothing is done.</summary>
public sealed class CommandLineTests
{
    private static readonly string[][] Wrong =
    [
        ["--clients", "0"], ["--clients", "many"], ["--via", "pigeon"], ["--via"], ["--mode", "hopeful"], ["--url", "nowhere"], ["--url"],
        ["--seed", "-1"], ["--tight-rooms", "maybe"], ["--processes", "two"], ["--kill-rounds", "-1"], ["--kill-rounds", "x"], ["--kill-rounds", "1001"], ["--turbo"],
        ["--store", "postgres"], ["--store"], ["--mongo", "db1"], ["--mongo"], ["--academics", "0"], ["--academics", "17"],
    ];

    private static readonly string[][] Companions =
    [
        [], ["--via", "http"], ["--via", "http", "--processes"], ["--processes"], ["--url", "http://localhost:1"], ["--kill-rounds", "3"], ["--data", "day.db"], ["--store", "mongodb"], ["--mongo", "mongodb://db1"], ["--academics", "2"],
    ];

    public static TheoryData<string[]> WrongValues =>
    [
        .. from wrong in Wrong
           from companion in Companions
           where companion.Length == 0 || !companion.Contains(wrong[0])
           from line in new[] { [.. wrong, .. companion], companion.Concat(wrong).ToArray() }
           select line,
    ];

    [Theory]
    [MemberData(nameof(WrongValues))]
    public async Task A_wrong_value_is_refused_whatever_else_is_said(string[] options) => await FailAsync(["no-such-file.xml", .. options]);

    [Theory]
    [InlineData("--url needs --via http", "--url", "http://localhost:1")]
    [InlineData("--processes needs --via http, without --url", "--processes")]
    [InlineData("--processes needs --via http, without --url", "--processes", "--via", "http", "--url", "http://localhost:1")]
    [InlineData("--academics needs --processes", "--academics", "2")]
    [InlineData("--kill-rounds needs --processes", "--kill-rounds", "3")]
    [InlineData("--store mongodb and --mongo go together", "--store", "mongodb")]
    [InlineData("--store mongodb and --mongo go together", "--mongo", "mongodb://db1")]
    [InlineData("--url and --store exclude each other: a host that is there already has its own store", "--via", "http", "--url", "http://localhost:1", "--store", "mongodb", "--mongo", "mongodb://db1")]
    [InlineData("--data needs a database in the path of --mongo: one that is made for a run is dropped at its end", "--store", "mongodb", "--mongo", "mongodb://db1", "--data", "day")]
    [InlineData("--url and --data exclude each other: a host that is there already has its own data", "--via", "http", "--url", "http://localhost:1", "--data", "day.db")]
    public async Task Options_that_contradict_each_other_are_refused(string sentence, params string[] options) =>
        Assert.Equal($"{sentence}; --help lists the options.", await FailAsync(["no-such-file.xml", .. options]));

    [Fact]
    public async Task A_connection_string_that_is_refused_is_not_repeated() =>
        Assert.DoesNotContain("secret", await FailAsync("no-such-file.xml", "--store", "mongodb", "--mongo", "mongodb//ada:secret@db1"), StringComparison.Ordinal);

    [Fact]
    public async Task Without_a_file_the_program_asks_for_one() => Assert.Equal("Name the FILE to read; --help lists the options.", await FailAsync());

    private static async Task<string> FailAsync(params string[] args)
    {
        var (code, _, errors) = await DayResult.RunAsync(args);
        Assert.Equal(1, code);
        Assert.EndsWith("; --help lists the options.", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        return errors.Trim();
    }
}
