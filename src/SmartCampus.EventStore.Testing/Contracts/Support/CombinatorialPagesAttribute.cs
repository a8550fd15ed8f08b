using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace SmartCampus.Events.Testing;

/// <summary>Where to begin in a stream of ten events, within and beyond both ends, by page sizes that divide it and that do not.</summary>
internal sealed class CombinatorialPagesAttribute : DataAttribute
{
    private static readonly long?[] Starts = [null, 0, 1, 2, 5, 10, 11, 1_000_000, long.MaxValue];
    private static readonly int[] PageSizes = [1, 3, 5, 10, PageSize.Max];

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Starts.SelectMany(start => PageSizes.Select(size => new TheoryDataRow(start, size)))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
