namespace SmartCampus.Enrollments;

/// <summary>Enroll, drop and swap are one command: give up some enrollments, possibly none, and ask for some sections, possibly none.</summary>
internal sealed record ExchangeCommand(StudentId Student, IReadOnlyList<EnrollmentId> GiveUp, IReadOnlyList<SectionId> Ask)
{
    public bool NeedsEnrollments { get; init; }

    public bool NeedsSections { get; init; }

    /// <summary>Whether the request goes to the waitlist when it only lacks seats.</summary>
    public bool MayWait { get; init; }

    public IEnumerable<SectionId> Sections => GiveUp.Select(id => id.Section).Concat(Ask);

    public IReadOnlyList<Refusal> FindErrors(EnrollmentOptions options)
    {
        var errors = new List<Refusal>();
        if (NeedsEnrollments) CheckEnrollments(errors, options.MaxSectionsPerRequest);
        else if (Student.IsDefault) errors.Add(DefinitionChecks.Invalid("student_id", "A student id is needed."));
        if (NeedsSections) CheckSections(errors, options.MaxSectionsPerRequest);
        return errors;
    }

    private void CheckEnrollments(List<Refusal> errors, int most)
    {
        const string field = "drop_enrollment_ids";
        if (GiveUp.Count == 0 || GiveUp.Any(id => id.IsDefault)) errors.Add(DefinitionChecks.Invalid(field, "An enrollment id is needed."));
        else if (GiveUp.Count > most) errors.Add(DefinitionChecks.Invalid(field, $"At most {most} enrollments are given up at once, not {GiveUp.Count}."));
        else if (GiveUp.Distinct().Count() != GiveUp.Count) errors.Add(DefinitionChecks.Invalid(field, "An enrollment is named twice."));
        else if (GiveUp.Any(id => id.Student != Student)) errors.Add(DefinitionChecks.Invalid(field, "The enrollments are of different students."));
        else if (GiveUp.FirstOrDefault(id => Ask.Contains(id.Section)) is { IsDefault: false } both)
            errors.Add(DefinitionChecks.Invalid(field, $"Section {both.Section} is given up and asked for."));
    }

    private void CheckSections(List<Refusal> errors, int most)
    {
        const string field = "section_ids";
        if (Ask.Count == 0 || Ask.Any(id => id.IsDefault)) errors.Add(DefinitionChecks.Invalid(field, "A section id is needed."));
        else if (Ask.Count > most) errors.Add(DefinitionChecks.Invalid(field, $"A request has at most {most} sections, not {Ask.Count}."));
        else if (Ask.Distinct().Count() != Ask.Count) errors.Add(DefinitionChecks.Invalid(field, "A section is named twice."));
    }
}
