using SmartCampus.Scheduling;

namespace SmartCampus.Host.Faces;

/// <summary>Says in the headers of each answer of the scheduler how far it has followed the store.</summary>
internal static class SchedulerAnswers
{
    /// <summary>Up to which position of the store the scheduler has handled the events.</summary>
    public const string Position = "Scheduler-Position";

    /// <summary>How many positions the store is ahead of that; 0 when nothing is left to follow.</summary>
    public const string Lag = "Scheduler-Lag";

    /// <summary>Sets the headers and gives what was found.</summary>
    public static T ValueIn<T>(this SchedulerAnswer<T> answer, HttpContext context)
    {
        context.Response.Headers[Position] = $"{answer.Followed}";
        context.Response.Headers[Lag] = $"{answer.Lag}";
        return answer.Value;
    }
}
