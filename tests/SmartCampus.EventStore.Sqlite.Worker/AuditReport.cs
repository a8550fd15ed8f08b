namespace SmartCampus.Events.Worker;

/// <summary>What an audit has counted.</summary>
/// <param name="Commits">Commits in the file.</param>
/// <param name="Events">Events in the file.</param>
/// <param name="Acknowledged">Appends that were acknowledged, each found as told.</param>
/// <param name="FoundUnanswered">Appends without an answer that were found stored, whole, and settled by a retry.</param>
/// <param name="LostUnanswered">Appends without an answer that were not stored, and settled by a retry.</param>
public readonly record struct AuditReport(int Commits, int Events, int Acknowledged, int FoundUnanswered, int LostUnanswered);
