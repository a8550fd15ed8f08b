using SmartCampus.Events.Testing;
using SmartCampus.Locking.Testing;
using Xunit;

namespace SmartCampus.Documentation.Tests;

/// <summary>A contract suite reads as a specification: the tables name every contract, and each contract says its rule.</summary>
public sealed class ContractTableTests
{
    [Theory]
    [InlineData("src/SmartCampus.EventStore.Testing/README.md", typeof(EventStoreContract<>))]
    [InlineData("docs/promises.md", typeof(EventStoreContract<>))]
    [InlineData("src/SmartCampus.LockManager.Testing/README.md", typeof(LockContract<>))]
    [InlineData("docs/promises.md", typeof(LockContract<>))]
    public void Every_contract_has_its_place_in_the_table(string path, Type root)
    {
        var rows = File.ReadLines(Path.Combine(Repository.Root, path)).Where(line => line.StartsWith('|')).ToList();
        var contracts = root.Assembly.GetExportedTypes()
            .Where(type => type is { IsAbstract: true, IsGenericType: true } && type != root && type.Name.Contains("Contract`", StringComparison.Ordinal))
            .Select(type => type.Name.Split('`')[0]);

        Assert.All(contracts, contract => Assert.True(
            rows.Any(row => row.Contains($"`{contract}`", StringComparison.Ordinal)), $"{path} has no row with `{contract}`."));
    }
}
