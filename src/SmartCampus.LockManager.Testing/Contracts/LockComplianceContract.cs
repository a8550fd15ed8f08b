using System.Diagnostics.CodeAnalysis;
using Xunit;

namespace SmartCampus.Locking.Testing;

/// <summary>A provider's tests hold a class for every contract; what is left out is named together with the reason.</summary>
/// <typeparam name="TFactory">Makes the lock managers of the provider under test.</typeparam>
[RequiresUnreferencedCode("Looks for the provider's test classes by reflection.")]
public abstract class LockComplianceContract<TFactory>
    where TFactory : ILockManagerFactory, new()
{
    /// <summary>The contracts that the provider leaves out, as open types such as <c>typeof(RestartContract&lt;&gt;)</c>, with the reason; none by default.</summary>
    protected virtual IReadOnlyDictionary<Type, string> NotSupported { get; } = new Dictionary<Type, string>();

    [Fact]
    public void Every_contract_has_a_class_or_a_reason()
    {
        var missing = Contracts().Except(Covered()).Except(NotSupported.Keys).Select(Name).Order().ToArray();
        Assert.True(missing.Length == 0, $"Add a class to {GetType().Assembly.GetName().Name} for each of these contracts, or a reason to NotSupported: {string.Join(", ", missing)}.");
    }

    [Fact]
    public void What_is_not_supported_is_a_contract_with_a_reason_and_without_a_class()
    {
        var covered = Covered();
        Assert.All(NotSupported, gap =>
        {
            Assert.True(Contracts().Contains(gap.Key), $"{Name(gap.Key)} is no contract of this suite.");
            Assert.False(covered.Contains(gap.Key), $"{Name(gap.Key)} has a class: take it out of NotSupported.");
            Assert.False(string.IsNullOrWhiteSpace(gap.Value), $"Say why {Name(gap.Key)} is not supported.");
        });
    }

    private static HashSet<Type> Contracts() =>
        [.. typeof(LockContract<>).Assembly.GetExportedTypes().Where(t => t.IsAbstract && t != typeof(LockContract<>) && Bases(t).Contains(typeof(LockContract<>)))];

    private HashSet<Type> Covered() =>
        [.. GetType().Assembly.GetTypes()
            .Where(t => !t.IsAbstract && t.IsPublic && t.IsAssignableTo(typeof(LockContract<TFactory>)))
            .SelectMany(Bases)];

    private static IEnumerable<Type> Bases(Type type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
            if (current.IsGenericType) yield return current.GetGenericTypeDefinition();
    }

    private static string Name(Type contract) => contract.Name.Split('`')[0];
}
