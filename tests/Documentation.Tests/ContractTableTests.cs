using SmartCampus.Events.Testing;
using Xunit;

namespace SmartCampus.Documentation.Tests;

/// <summary>The contract suite reads as the specification of the store: both tables name every contract, and each contract says its rule.</summary>
public sealed class ContractTableTests
{
    [Theory]
    [InlineData("src/SmartCampus.EventStore.Testing/README.md")]
    [InlineData("docs/promises.md")]
    public void Every_contract_has_its_place_in_the_table(string path)
    {
        var rows = File.ReadLines(Path.Combine(Repository.Root, path)).Where(line => line.StartsWith('|')).ToList();
        var contracts = typeof(EventStoreContract<>).Assembly.GetExportedTypes()
            .Where(type => type is { IsAbstract: true, IsGenericType: true } && type != typeof(EventStoreContract<>) && type.Name.Contains("Contract`", StringComparison.Ordinal))
            .Select(type => type.Name.Split('`')[0]);

        Assert.All(contracts, contract => Assert.True(
            rows.Any(row => row.Contains($"`{contract}`", StringComparison.Ordinal)), $"{path} has no row with `{contract}`."));
    }
}
