using SmartCampus.Locking;

namespace SmartCampus.Enrollments;

/// <summary>The rules and the patience of an <see cref="EnrollmentService"/>. Set them before the service is made; it copies nothing.</summary>
public sealed class EnrollmentOptions
{
    /// <summary>The greatest number of credits of a student in a term, 0 or more; null for no limit. 30 by default.</summary>
    public int? CreditLimit { get; set; } = 30;

    /// <summary>Whether a request that only lacks seats waits for them (default) or is refused.</summary>
    public bool Waitlist { get; set; } = true;

    /// <summary>
    /// The policies that a request must satisfy, in the order of their refusals; <see cref="EnrollmentPolicies.Standard"/> by default.
    /// <see cref="EnrollmentPolicies.Capacity"/> and <see cref="EnrollmentPolicies.Duplicate"/> are asked even when they are left out.
    /// </summary>
    public IReadOnlyList<IEnrollmentPolicy> Policies { get; set; } = EnrollmentPolicies.Standard;

    /// <summary>The grades that do not pass a course; <c>F</c> and <c>NP</c> by default.</summary>
    public IReadOnlySet<Grade> FailingGrades { get; set; } = new HashSet<Grade> { new("F"), new("NP") };

    /// <summary>The greatest number of sections in one request, 1 to 100; 20 by default.</summary>
    public int MaxSectionsPerRequest { get; set; } = 20;

    /// <summary>What commands do about others who change the same things, unless they say otherwise; optimistic by default.</summary>
    public ConcurrencyMode Mode { get; set; } = ConcurrencyMode.Optimistic;

    /// <summary>
    /// Lease and patience of the locks of pessimistic commands and of grades; 10 seconds, renewed, and 10 seconds by default. So long the others wait for a
    /// section when the process that held its lock dies.
    /// </summary>
    public LockOptions Locks { get; set; } = LockOptions.Default with { Lease = TimeSpan.FromSeconds(10), AutoRenew = true };

    /// <summary>How often a command is decided anew when somebody else was faster, 0 or more; 100 by default.</summary>
    public int MaxRetries { get; set; } = 100;

    /// <summary>
    /// The longest wait before the second retry, more than zero; 1 ms by default. The first retry does not wait. The wait doubles from
    /// retry to retry, and a random part of it is taken ("full jitter"), so that losers do not meet again.
    /// </summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(1);

    /// <summary>The longest wait before any retry, at least <see cref="RetryDelay"/>; 20 ms by default.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>The policies to ask: with those without which a section would be overfilled.</summary>
    internal IReadOnlyList<IEnrollmentPolicy> EffectivePolicies => [.. ((IEnrollmentPolicy[])[EnrollmentPolicies.Capacity, EnrollmentPolicies.Duplicate]).Except(Policies), .. Policies];

    /// <summary>Says what is wrong with the options; null when nothing is.</summary>
    internal string? FindError() =>
        CreditLimit < 0 ? "CreditLimit must be 0 or more, or null for none." :
        Policies is null ? "Policies must not be null." :
        FailingGrades is null ? "FailingGrades must not be null." :
        !Enum.IsDefined(Mode) ? "Mode must be a member of ConcurrencyMode." :
        Locks is null ? "Locks must not be null." :
        MaxSectionsPerRequest is < 1 or > 100 ? "MaxSectionsPerRequest must be 1 to 100." :
        MaxRetries < 0 ? "MaxRetries must be 0 or more." :
        RetryDelay <= TimeSpan.Zero ? "RetryDelay must be more than zero." :
        MaxRetryDelay < RetryDelay ? "MaxRetryDelay must be at least RetryDelay." :
        null;
}
