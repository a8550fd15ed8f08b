namespace SmartCampus.Host.Faces;

/// <summary>Marks the commands whose mode a caller can choose with the Prefer header.</summary>
internal sealed class ModeCanBeChosen;
