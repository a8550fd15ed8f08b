namespace SmartCampus.Host.Problems;

/// <summary>Why a call failed: the constants that clients compare, the same on every face.</summary>
internal static class Reasons
{
    public const string VersionConflict = "VERSION_CONFLICT";
    public const string Fenced = "FENCED";
    public const string Unavailable = "UNAVAILABLE";
    public const string OutcomeUnknown = "OUTCOME_UNKNOWN";
    public const string NotFound = "NOT_FOUND";
    public const string InvalidArgument = "INVALID_ARGUMENT";

    /// <summary>A fault of the host itself; never the caller's.</summary>
    public const string Internal = "INTERNAL";
}
