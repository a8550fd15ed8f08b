namespace SmartCampus.Enrollments;

/// <summary>What became of an import.</summary>
/// <param name="Added">How many things are new.</param>
/// <param name="Unchanged">How many were there already, just the same.</param>
/// <param name="Refusals">What is wrong with the import. When there are any, nothing was written.</param>
public sealed record ImportResult(int Added, int Unchanged, IReadOnlyList<Refusal> Refusals)
{
    /// <summary>Whether everything is in the store now.</summary>
    public bool IsSuccess => Refusals.Count == 0;
}
