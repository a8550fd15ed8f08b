namespace SmartCampus.Host.Problems;

/// <summary>What went wrong, as problem+json (RFC 9457).</summary>
internal sealed record Problem
{
    public const string ContentType = "application/problem+json";

    /// <summary>Names the kind of problem, one for each reason.</summary>
    public string Type => $"urn:smartcampus:problem:{Reason.ToLowerInvariant().Replace('_', '-')}";

    /// <summary>The kind of problem in words.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What went wrong this time, and what to do.</summary>
    public string? Detail { get; init; }

    /// <summary>The path that was called.</summary>
    public string? Instance { get; init; }

    /// <summary>The constant to compare.</summary>
    public required string Reason { get; init; }

    /// <summary>Every policy that was violated, when an enrollment was refused.</summary>
    public IReadOnlyList<ProblemReason>? Reasons { get; init; }

    /// <summary>Field names with what is wrong with them, when input was not valid.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>Finds the call in traces and logs.</summary>
    public string? TraceId { get; init; }
}
