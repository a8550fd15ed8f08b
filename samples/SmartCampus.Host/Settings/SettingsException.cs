namespace SmartCampus.Host.Settings;

/// <summary>A setting is not usable; the message is one sentence for the operator.</summary>
public sealed class SettingsException(string message) : Exception(message);
