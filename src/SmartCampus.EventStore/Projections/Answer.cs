namespace SmartCampus.Events;

/// <summary>What a query found, and how far the model had come.</summary>
/// <param name="Value">The result.</param>
/// <param name="Position">The model contains every event up to here, and none after it.</param>
public readonly record struct Answer<T>(T Value, GlobalPosition Position);
