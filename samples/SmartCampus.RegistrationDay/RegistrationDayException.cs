namespace SmartCampus.RegistrationDay;

/// <summary>Something that ends the run with one sentence for the person who started it.</summary>
public sealed class RegistrationDayException(string message, Exception? innerException = null) : Exception(message, innerException);
