using Xunit;

namespace SmartCampus.Architecture.Tests;

/// <summary>Who may reference whom. A new package or reference is a decision: it goes into the table here and into docs/decisions.</summary>
public sealed class PackageGraphTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["SmartCampus.EventStore.Abstractions"] = [],
        ["SmartCampus.EventStore"] =
        [
            "SmartCampus.EventStore.Abstractions",
            "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Diagnostics.HealthChecks", "Microsoft.Extensions.Options",
            "System.IO.Hashing",
        ],
        ["SmartCampus.EventStore.Sqlite"] =
        [
            "SmartCampus.EventStore",
            "SQLitePCLRaw.bundle_e_sqlite3", "System.IO.Hashing",
        ],
        ["SmartCampus.EventStore.MongoDB"] = ["SmartCampus.EventStore", "MongoDB.Driver", "System.IO.Hashing"],
        ["SmartCampus.EventStore.Testing"] = ["SmartCampus.EventStore", "xunit.v3.assert", "xunit.v3.extensibility.core"],
        ["SmartCampus.LockManager"] = ["Microsoft.Extensions.DependencyInjection.Abstractions"],
        ["SmartCampus.LockManager.Sqlite"] = ["SmartCampus.LockManager", "Microsoft.Data.Sqlite"],
        ["SmartCampus.LockManager.MongoDB"] = ["SmartCampus.LockManager", "MongoDB.Driver"],
        ["SmartCampus.LockManager.Testing"] =
        [
            "SmartCampus.LockManager",
            "Microsoft.Extensions.TimeProvider.Testing", "xunit.v3.assert", "xunit.v3.extensibility.core",
        ],
        ["SmartCampus.EventStream"] =
        [
            "SmartCampus.EventStore.Abstractions",
            "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Diagnostics.HealthChecks", "Microsoft.Extensions.Hosting.Abstractions",
            "Microsoft.Extensions.Logging.Abstractions",
        ],
        ["SmartCampus.Enrollment"] = ["SmartCampus.EventStore", "SmartCampus.LockManager"],
        ["SmartCampus.Scheduling"] = ["SmartCampus.Enrollment", "SmartCampus.EventStream"],
    };

    public static TheoryData<string> Packages => [.. Repository.Packages.Keys];

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_references_only_what_the_graph_allows(string package)
    {
        Assert.True(Allowed.TryGetValue(package, out var allowed), $"{package} is not in the package graph. Add it to {nameof(PackageGraphTests)}.");
        Assert.Empty(Repository.Packages[package].References.Except(allowed));
    }

    [Fact]
    public void The_graph_names_only_packages_that_exist() => Assert.Empty(Allowed.Keys.Except(Repository.Packages.Keys));

    [Fact]
    public void Nothing_in_src_references_a_sample() =>
        Assert.DoesNotContain(Repository.Packages.Values, p => p.References.Any(r => r.Contains("samples", StringComparison.OrdinalIgnoreCase)));

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_carries_what_its_users_see_first(string package)
    {
        var project = Repository.Packages[package];

        Assert.NotNull(project.Property("Version"));
        Assert.NotNull(project.Property("Description"));
        Assert.NotNull(project.Property("PackageTags"));
        Assert.StartsWith($"# {package}", project.Read("README.md"), StringComparison.Ordinal);
        Assert.Contains($"## {project.Property("Version")}", project.Read("CHANGELOG.md"), StringComparison.Ordinal);
        Assert.Contains("```csharp", string.Join('\n', project.Read("README.md").Split('\n').Take(12)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_opens_its_internals_to_nobody(string package) =>
        Assert.DoesNotContain(Repository.Packages[package].Sources, s => File.ReadAllText(s).Contains("InternalsVisibleTo", StringComparison.Ordinal));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "SmartCampus.Libraries.sln")).Replace('\\', '/');
        Assert.All(Repository.AllProjects, project => Assert.Contains(project, solution, StringComparison.Ordinal));
    }
}
