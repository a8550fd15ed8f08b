using SmartCampus.RegistrationDay.Requests;

namespace SmartCampus.RegistrationDay.Registration;

/// <summary>What a client has asked for without getting an answer.</summary>
/// <remarks>
/// The service that was asked may have died, and its write may still reach the store after another service has said that the student has nothing. So the client
/// asks for the same again until it is answered, and only then for anything else: of two appends for the same seats one is refused.
/// </remarks>
internal sealed class OpenAsk
{
    /// <summary>What was asked for; null when every call was answered.</summary>
    public (Choice Choice, bool MayWait)? Last { get; set; }
}
