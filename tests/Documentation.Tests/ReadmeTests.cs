using Xunit;

namespace SmartCampus.Documentation.Tests;

/// <summary>What the READMEs of the repository and of its packages show works when it is copied.</summary>
public sealed class ReadmeTests
{
    public static TheoryData<string> Readmes =>
        ["README.md", .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "README.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(file => file.Split('/').Length == 3)
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Readmes))]
    public void The_code_of_a_readme_compiles(string readme)
    {
        var errors = DocumentProgram.Compile([.. CodeBlock.Read(readme)]);

        Assert.True(errors.Count == 0, string.Join('\n', errors));
    }

    [Theory]
    [MemberData(nameof(Readmes))]
    public void A_readme_names_its_namespaces_where_its_code_begins(string readme) =>
        Assert.All(CodeBlock.Read(readme).Skip(1), block => Assert.DoesNotContain("using System", block.Code, StringComparison.Ordinal));
}
