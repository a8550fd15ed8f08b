namespace SmartCampus.Enrollments;

/// <summary>What the three kinds of streams say about a student and a section.</summary>
internal sealed class AuditPair
{
    public AuditStanding Enrollment { get; set; }

    public AuditStanding InSection { get; set; }

    public AuditStanding InTerm { get; set; }

    /// <summary>The sections of the request that waits.</summary>
    public IReadOnlyList<SectionId> Request { get; set; } = [];

    public bool HasSeat => Enrollment is AuditStanding.Enrolled or AuditStanding.Completed;

    /// <summary>A grade is known to the enrollment alone, and a dropped enrollment looks to the others like none.</summary>
    public bool Agrees => Reduce(Enrollment) == Reduce(InSection) && Reduce(Enrollment) == Reduce(InTerm);

    private static AuditStanding Reduce(AuditStanding standing) => standing switch
    {
        AuditStanding.Completed => AuditStanding.Enrolled,
        AuditStanding.Dropped => AuditStanding.None,
        _ => standing,
    };
}
