namespace SmartCampus.RegistrationDay.Campuses;

/// <summary>A class that a student has a seat in, or waits for.</summary>
/// <param name="ClassId">The number of the class.</param>
/// <param name="IsWaiting">Whether the student only waits.</param>
public sealed record HeldSection(int ClassId, bool IsWaiting);
