using SmartCampus.Enrollments;

namespace SmartCampus.Host.Problems;

/// <summary>Why a call failed: the constants that clients compare, the same on every face. Those of refused commands are the domain's.</summary>
internal static class Reasons
{
    public const string VersionConflict = RefusalCodes.VersionConflict;
    public const string Fenced = "FENCED";
    public const string LockTimeout = RefusalCodes.LockTimeout;
    public const string Unavailable = "UNAVAILABLE";
    public const string OutcomeUnknown = "OUTCOME_UNKNOWN";
    public const string NotFound = RefusalCodes.NotFound;
    public const string InvalidArgument = RefusalCodes.InvalidArgument;

    /// <summary>A fault of the host itself; never the caller's.</summary>
    public const string Internal = "INTERNAL";
}
