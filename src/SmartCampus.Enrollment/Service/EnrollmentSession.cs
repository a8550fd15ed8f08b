using SmartCampus.Events;

namespace SmartCampus.Enrollments;

/// <summary>The aggregates of one try: each is read once, and what they raised is saved in one append. A new try takes a new session.</summary>
internal sealed class EnrollmentSession(AggregateRepository repository, CancellationToken cancellationToken)
{
    private readonly Dictionary<StreamId, Aggregate> _loaded = [];
    private readonly Dictionary<StreamId, IReadOnlyList<EventEnvelope>> _history = [];

    public bool HasChanges => _loaded.Values.Any(aggregate => aggregate.Uncommitted.Count > 0);

    public ValueTask<CourseAggregate> CourseAsync(CourseId id) => LoadAsync<CourseAggregate>(EnrollmentStreams.Of(id));

    public ValueTask<TermAggregate> TermAsync(TermId id) => LoadAsync<TermAggregate>(EnrollmentStreams.Of(id));

    public ValueTask<SectionAggregate> SectionAsync(SectionId id) => LoadAsync<SectionAggregate>(EnrollmentStreams.Of(id));

    public ValueTask<StudentAggregate> StudentAsync(StudentId id) => LoadAsync<StudentAggregate>(EnrollmentStreams.Of(id));

    public ValueTask<StudentTermAggregate> StudentTermAsync(StudentId student, TermId term) =>
        ReplayAsync<StudentTermAggregate, StudentTermState>(EnrollmentStreams.Of(student, term));

    public ValueTask<EnrollmentAggregate> EnrollmentAsync(EnrollmentId id) =>
        ReplayAsync<EnrollmentAggregate, EnrollmentState>(EnrollmentStreams.Of(id));

    /// <summary>Takes an enrollment of which the student's term knows nothing: its stream is empty, which the append verifies.</summary>
    public EnrollmentAggregate NewEnrollment(EnrollmentId id)
    {
        var stream = EnrollmentStreams.Of(id);
        var enrollment = EnrollmentAggregate.Create(stream);
        _loaded.Add(stream, enrollment);
        return enrollment;
    }

    public async ValueTask<IReadOnlyList<SectionAggregate>> SectionsAsync(IReadOnlyList<SectionId> ids)
    {
        var sections = new SectionAggregate[ids.Count];
        for (var i = 0; i < sections.Length; i++) sections[i] = await SectionAsync(ids[i]).ConfigureAwait(false);
        return sections;
    }

    /// <summary>The events of a student's term, or of an enrollment, that an earlier append with this id has stored.</summary>
    public IReadOnlyList<EventEnvelope> StoredBy(CommitId commit, Aggregate aggregate) =>
        _history.TryGetValue(aggregate.Id, out var events) ? [.. events.Where(e => e.CommitId == commit)] : [];

    /// <summary>The enrollment as an append has left it.</summary>
    public EnrollmentAggregate At(EnrollmentAggregate enrollment, CommitId commit)
    {
        var events = _history[enrollment.Id];
        var last = events.Last(e => e.CommitId == commit).Version;
        return EnrollmentAggregate.Replay(enrollment.Id, events.TakeWhile(e => e.Version <= last));
    }

    /// <summary>Saves. Once begun it is not cancelled: the caller would not learn what was stored, and the promotions that follow a drop would not be made.</summary>
    public ValueTask<AppendResult?> SaveAsync(SaveOptions options)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return repository.SaveAsync(_loaded.Values, options, CancellationToken.None);
    }

    private async ValueTask<TAggregate> LoadAsync<TAggregate>(StreamId stream)
        where TAggregate : Aggregate, IAggregate<TAggregate>
    {
        if (_loaded.TryGetValue(stream, out var loaded)) return (TAggregate)loaded;
        var aggregate = await repository.LoadAsync<TAggregate>(stream, upToVersion: null, cancellationToken).ConfigureAwait(false);
        _loaded.Add(stream, aggregate);
        return aggregate;
    }

    // These streams are short. Reading all of one saves the look for a snapshot, and shows which commits it holds.
    private async ValueTask<TAggregate> ReplayAsync<TAggregate, TState>(StreamId stream)
        where TAggregate : Aggregate<TAggregate, TState>, IAggregate<TAggregate, TState>
        where TState : class
    {
        if (_loaded.TryGetValue(stream, out var loaded)) return (TAggregate)loaded;
        var replay = await repository.Store.ReplayAsync(stream, snapshotSchema: null, upToVersion: null, cancellationToken).ConfigureAwait(false);
        var aggregate = Aggregate<TAggregate, TState>.Replay(stream, replay.Events);
        _loaded.Add(stream, aggregate);
        _history.Add(stream, replay.Events);
        return aggregate;
    }
}
