namespace SmartCampus.Host.Settings;

/// <summary>Which of the two services a process runs.</summary>
internal enum HostRole
{
    /// <summary>Both, and the front door.</summary>
    All,

    /// <summary>Enrollment, and the front door, which forwards what is the scheduler's.</summary>
    Academic,

    /// <summary>Rooms, timetables and the following of enrollments.</summary>
    Scheduler,
}
