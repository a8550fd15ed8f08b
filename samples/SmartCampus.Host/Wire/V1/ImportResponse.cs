namespace SmartCampus.Host.Wire.V1;

/// <summary>What became of an import.</summary>
/// <param name="Added">How many things are new.</param>
/// <param name="Unchanged">How many were there already, just the same.</param>
internal sealed record ImportResponse(int Added, int Unchanged);
