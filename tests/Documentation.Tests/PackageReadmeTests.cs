using Xunit;

namespace SmartCampus.Documentation.Tests;

/// <summary>What a package's README shows works when it is copied.</summary>
public sealed class PackageReadmeTests
{
    public static TheoryData<string> Readmes =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "README.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(file => file.Split('/').Length == 3)
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Readmes))]
    public void The_code_of_a_package_readme_compiles(string readme)
    {
        var errors = DocumentProgram.Compile([.. CodeBlock.Read(readme)]);

        Assert.True(errors.Count == 0, string.Join('\n', errors));
    }
}
