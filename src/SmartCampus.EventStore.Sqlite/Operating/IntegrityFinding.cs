namespace SmartCampus.Events;

/// <summary>One thing that is wrong in a store's file.</summary>
/// <param name="Position">The position in the log where it is wrong; null for what has none, such as a page or a snapshot.</param>
/// <param name="Message">What is wrong, in one sentence.</param>
public sealed record IntegrityFinding(GlobalPosition? Position, string Message);
