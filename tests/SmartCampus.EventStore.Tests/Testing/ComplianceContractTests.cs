using SmartCampus.Events.Testing;
using SmartCampus.Events.Tests.InMemory;
using Xunit;
using Xunit.Sdk;

namespace SmartCampus.Events.Tests.Testing;

public sealed class ComplianceContractTests
{
    [Fact]
    public void A_contract_that_is_left_out_without_a_reason_fails_and_is_named()
    {
        var failure = Assert.Throws<TrueException>(() => new Careless().Every_contract_has_a_class_or_a_reason());

        Assert.Contains("CorruptionContract, DurabilityContract, FaultsContract, SeveralInstancesContract.", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Atomicity", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gap_without_a_reason_fails() =>
        Assert.ThrowsAny<XunitException>(() => new Careless { Gaps = new() { [typeof(DurabilityContract<>)] = " " } }.What_is_not_supported_is_a_contract_with_a_reason_and_without_a_class());

    [Fact]
    public void A_gap_that_has_a_class_fails() =>
        Assert.ThrowsAny<XunitException>(() => new Careless { Gaps = new() { [typeof(AtomicityContract<>)] = "too hard" } }.What_is_not_supported_is_a_contract_with_a_reason_and_without_a_class());

    [Fact]
    public void A_gap_that_is_no_contract_fails() =>
        Assert.ThrowsAny<XunitException>(() => new Careless { Gaps = new() { [typeof(string)] = "what?" } }.What_is_not_supported_is_a_contract_with_a_reason_and_without_a_class());

    private sealed class Careless : ComplianceContract<InMemoryStoreFactory>
    {
        public Dictionary<Type, string> Gaps { get; init; } = [];

        protected override IReadOnlyDictionary<Type, string> NotSupported => Gaps;
    }
}
