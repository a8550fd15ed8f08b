namespace SmartCampus.Events;

/// <summary>What the servers said of an ordered insert: so many documents are stored for good, and why it ended there.</summary>
/// <param name="Stored">How many, from the first on.</param>
/// <param name="Error">Why the next one cannot be stored; null when nothing is wrong with it, or a key of it is taken.</param>
internal readonly record struct InsertOutcome(int Stored, Exception? Error);
