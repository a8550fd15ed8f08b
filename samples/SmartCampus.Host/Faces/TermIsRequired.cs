namespace SmartCampus.Host.Faces;

/// <summary>Marks a route that does not answer without a term.</summary>
internal sealed class TermIsRequired;
