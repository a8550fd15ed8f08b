namespace SmartCampus.RegistrationDay.Requests;

/// <summary>What became of a request for a course.</summary>
public enum OutcomeKind
{
    /// <summary>The student has a seat in one class of each subpart.</summary>
    Satisfied,

    /// <summary>The request waits on its cheapest choice.</summary>
    Waitlisted,

    /// <summary>It was refused, with reasons.</summary>
    Refused,
}
