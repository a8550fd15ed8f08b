using SmartCampus.Events;

namespace SmartCampus.Enrollments;

/// <summary>One try of an import.</summary>
internal sealed class CampusImport(AggregateRepository repository, CampusDefinition campus, EventMetadata metadata)
{
    private const int StreamsPerAppend = 250;

    private readonly List<Aggregate> _aggregates = [];
    private readonly List<Refusal> _refusals = [];
    private readonly HashSet<string> _repeated = [];
    private readonly Dictionary<CourseId, CourseAggregate> _courses = [];
    private readonly Dictionary<TermId, TermAggregate> _terms = [];

    /// <summary>Gives the result, or null when somebody else has added one of the things meanwhile.</summary>
    public async Task<ImportResult?> TryRunAsync(CancellationToken cancellationToken)
    {
        var result = await CheckAsync(cancellationToken).ConfigureAwait(false);
        return !result.IsSuccess || await TrySaveAsync(cancellationToken).ConfigureAwait(false) ? result : null;
    }

    /// <summary>Says what the result would be, and writes nothing.</summary>
    public async Task<ImportResult> CheckAsync(CancellationToken cancellationToken)
    {
        var session = new EnrollmentSession(repository, cancellationToken);
        await DefineTermsAsync(session).ConfigureAwait(false);
        await DefineCoursesAsync(session).ConfigureAwait(false);
        await DefineSectionsAsync(session).ConfigureAwait(false);
        await DefineStudentsAsync(session).ConfigureAwait(false);
        if (_refusals.Count > 0) return new ImportResult(0, 0, _refusals);
        var changed = _aggregates.Count(aggregate => aggregate.Uncommitted.Count > 0);
        return new ImportResult(changed, _aggregates.Count - changed, []);
    }

    private async Task<bool> TrySaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            var changed = _aggregates.Where(aggregate => aggregate.Uncommitted.Count > 0);
            var size = Math.Min(StreamsPerAppend, repository.Store.Limits.MaxAppendEvents);
            foreach (var batch in changed.ToArray().Chunk(size))
                await repository.SaveAsync(batch, new SaveOptions { Metadata = metadata }, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ConcurrencyException)
        {
            return false;
        }
    }

    private async Task DefineTermsAsync(EnrollmentSession session)
    {
        foreach (var (index, term) in campus.Terms.Index())
        {
            if (Refuse(DefinitionChecks.Check(term), $"terms[{index}]")) continue;
            var aggregate = await session.TermAsync(term.Id).ConfigureAwait(false);
            if (_terms.TryAdd(term.Id, aggregate)) Add(aggregate, aggregate.Open(term));
            else RefuseTwice($"Term {term.Id}", $"terms[{index}]");
        }
    }

    private async Task DefineCoursesAsync(EnrollmentSession session)
    {
        foreach (var (index, course) in campus.Courses.Index())
        {
            if (Refuse(DefinitionChecks.Check(course), $"courses[{index}]")) continue;
            var aggregate = await session.CourseAsync(course.Id).ConfigureAwait(false);
            if (_courses.TryAdd(course.Id, aggregate)) Add(aggregate, aggregate.Add(course));
            else RefuseTwice($"Course {course.Id}", $"courses[{index}]");
        }

        var needed = campus.Courses.SelectMany(course => course.Prerequisites, (course, prerequisite) => (course.Id, Prerequisite: prerequisite));
        foreach (var (course, prerequisite) in needed.DistinctBy(pair => pair.Prerequisite))
            await FindCourseAsync(session, prerequisite, $"before course {course}").ConfigureAwait(false);
    }

    private async Task DefineSectionsAsync(EnrollmentSession session)
    {
        var seen = new HashSet<SectionId>();
        foreach (var (index, section) in campus.Sections.Index())
        {
            if (Refuse(DefinitionChecks.Check(section), $"sections[{index}]")) continue;
            var course = await FindCourseAsync(session, section.Course, $"of section {section.Id}").ConfigureAwait(false);
            var term = await session.TermAsync(section.Term).ConfigureAwait(false);
            if (!term.State.Exists) _refusals.Add(DefinitionChecks.NotFound($"Term {section.Term} of section {section.Id}"));
            if (!seen.Add(section.Id)) RefuseTwice($"Section {section.Id}", $"sections[{index}]");
            if (course is null || _refusals.Count > 0) continue;
            var aggregate = await session.SectionAsync(section.Id).ConfigureAwait(false);
            Add(aggregate, aggregate.Open(section, course));
        }
    }

    private async Task DefineStudentsAsync(EnrollmentSession session)
    {
        var seen = new HashSet<StudentId>();
        foreach (var (index, student) in campus.Students.Index())
        {
            if (Refuse(DefinitionChecks.Check(student), $"students[{index}]")) continue;
            if (!seen.Add(student.Id)) RefuseTwice($"Student {student.Id}", $"students[{index}]");
            if (_refusals.Count > 0) continue;
            var aggregate = await session.StudentAsync(student.Id).ConfigureAwait(false);
            Add(aggregate, aggregate.Register(student));
        }
    }

    private async Task<CourseDefinition?> FindCourseAsync(EnrollmentSession session, CourseId id, string place)
    {
        var course = (await session.CourseAsync(id).ConfigureAwait(false)).State.Definition;
        if (course is null) _refusals.Add(DefinitionChecks.NotFound($"Course {id} {place}"));
        return course;
    }

    private void Add(Aggregate aggregate, Refusal? refusal)
    {
        if (!Refuse(refusal)) _aggregates.Add(aggregate);
    }

    private bool Refuse(Refusal? refusal, string? place = null)
    {
        if (refusal is not null) _refusals.Add(place is null ? refusal : refusal with { Field = $"{place}.{refusal.Field}" });
        return refusal is not null;
    }

    private void RefuseTwice(string thing, string place)
    {
        if (_repeated.Add(thing)) _refusals.Add(DefinitionChecks.Invalid(place, $"{thing} is in the import more than once."));
    }
}
