using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using SmartCampus.Enrollments;
using SmartCampus.Events;
using SmartCampus.Locking;
using SmartCampus.RegistrationDay.Itc;
using SmartCampus.Scheduling;

namespace SmartCampus.RegistrationDay.Campuses;

/// <summary>Hosts on one store, reached by HTTP: each call goes to the next of them.</summary>
/// <param name="urls">Their front doors; nothing is sent before the first call.</param>
/// <param name="time">Measures how long calls take; null for the system's clock.</param>
public class HttpCampus(IReadOnlyList<Uri> urls, TimeProvider? time = null) : ICampus
{
    private const int PageSize = 200;

    /// <summary>An import of a large university is one call.</summary>
    private static readonly TimeSpan ImportLimit = TimeSpan.FromMinutes(5);

    /// <summary>The reason of a host whose lock was lost to somebody else meanwhile.</summary>
    private const string Fenced = "FENCED";

    private readonly EventSerializer _serializer = new(CampusEvents.Types);
    private readonly CampusClient[] _clients = [.. urls.Select(url => new CampusClient(url, time ?? TimeProvider.System))];
    private int _calls;

    /// <inheritdoc/>
    public string Description => $"by HTTP, {string.Join(", ", urls)}";

    /// <inheritdoc/>
    public virtual ILockManager? Locks => null;

    private CampusClient Client => _clients[(uint)Interlocked.Increment(ref _calls) % _clients.Length];

    /// <inheritdoc/>
    public async Task ImportAsync(CampusPlan plan, IReadOnlyList<RoomBooking> bookings, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var body = new
        {
            terms = plan.Definition.Terms.Select(t => new { term = t.Id, registration_opens = t.RegistrationOpens, registration_closes = t.RegistrationCloses }),
            courses = plan.Definition.Courses.Select(c => new { course_id = c.Id, title = c.Title, credits = c.Credits }),
            sections = plan.Definition.Sections.Select(s => new { section_id = s.Id, course_id = s.Course, term = s.Term, capacity = s.Capacity, meetings = s.Meetings }),
            students = plan.Definition.Students.Select(s => new { student_id = s.Id, name = s.Name }),
            rooms = plan.Rooms.Select(r => new { room_id = r.Room, capacity = r.Capacity, unavailable = r.Unavailable }),
            bookings = bookings.Select(b => new { room_id = b.Room, term = b.Term, section_id = b.Section, meetings = b.Pattern }),
        };
        using var response = await Client.PostAsync("imports", body, prefer: null, ImportLimit, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            var problem = await CampusClient.ReadProblemAsync(response, cancellationToken);
            throw new RegistrationDayException($"The host refused the import: {(problem.Detail ?? problem.Reason).TrimEnd('.')}. If it holds another university, give it other data.");
        }
        progress.Report(1);
    }

    /// <inheritdoc/>
    public async Task<Attempt> EnrollAsync(StudentId student, IReadOnlyList<SectionId> sections, bool mayWait, ConcurrencyMode mode, CancellationToken cancellationToken)
    {
        var body = new { section_ids = sections, when_full = mayWait ? "wait" : "refuse" };
        using var response = await Client.PostAsync($"students/{student}/enrollments", body, $"concurrency={NameOf(mode)}", CampusClient.Limit, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            var enrollments = await CampusClient.ReadAsync<EnrollmentDto[]>(response, cancellationToken);
            return new Attempt(enrollments.Any(e => e.Status == "waitlisted") ? AttemptStatus.Waitlisted : AttemptStatus.Enrolled, []);
        }
        var problem = await CampusClient.ReadProblemAsync(response, cancellationToken);
        return problem.Reason switch
        {
            RefusalCodes.VersionConflict or Fenced => new Attempt(AttemptStatus.Overtaken, []),
            RefusalCodes.LockTimeout => new Attempt(AttemptStatus.LockTimeout, []),
            _ when response.StatusCode == HttpStatusCode.Conflict => Attempt.Refused(problem.Refusals),
            _ => throw CampusClient.Failure(response, problem),
        };
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HeldSection>> GetHeldAsync(StudentId student, TermId term, CancellationToken cancellationToken)
    {
        var (enrollments, _) = await Client.GetAsync<EnrollmentDto[]>($"students/{student}/enrollments?term={Escape(term)}", cancellationToken);
        return
        [
            .. enrollments.Where(e => e.Status is "enrolled" or "waitlisted")
                .Select(e => new HeldSection(ItcAllocation.ToClassId(e.SectionId), e.Status == "waitlisted")),
        ];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SectionSeats>> GetSectionsAsync(TermId term, CancellationToken cancellationToken) =>
        await Client.ListAsync<SectionDto>($"sections?term={Escape(term)}&page_size={PageSize}", cancellationToken)
            .Select(s => new SectionSeats(s.SectionId, s.Capacity, s.SeatsLeft, s.Waitlisted)).ToArrayAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TimetableEntry>> GetTimetableAsync(StudentId student, TermId term, CancellationToken cancellationToken)
    {
        var (entries, _) = await Client.GetAsync<EntryDto[]>($"timetables/students/{student}?term={Escape(term)}", cancellationToken);
        return [.. entries.Select(e => new TimetableEntry(e.SectionId, e.Time, e.RoomId))];
    }

    /// <inheritdoc/>
    public async Task<SchedulerProgress> GetSchedulerProgressAsync(CancellationToken cancellationToken)
    {
        var (_, response) = await Client.GetAsync<JsonElement>("conflicts?page_size=1", cancellationToken);
        return new SchedulerProgress(Header("Scheduler-Position"), Header("Scheduler-Lag"));

        long Header(string name) => response.Headers.TryGetValues(name, out var values) && long.TryParse(values.First(), CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new RegistrationDayException($"The host does not say how far its scheduler has come: its answer has no {name}.");
    }

    /// <inheritdoc/>
    public virtual async IAsyncEnumerable<EventEnvelope> ReadEventsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var e in Client.ListAsync<EventDto>($"events?after=0&page_size={PageSize}", cancellationToken)) yield return e.ToEnvelope(_serializer);
    }

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        foreach (var client in _clients) client.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private static string Escape(TermId term) => Uri.EscapeDataString(term.Value);

    private static string NameOf(ConcurrencyMode mode) => mode switch
    {
        ConcurrencyMode.Pessimistic => "pessimistic",
        ConcurrencyMode.DetectOnly => "detect",
        _ => "optimistic",
    };

    private sealed record EnrollmentDto(SectionId SectionId, string Status);

    private sealed record SectionDto(SectionId SectionId, int Capacity, int SeatsLeft, int Waitlisted);

    private sealed record EntryDto(SectionId SectionId, MeetingTime Time, RoomId? RoomId);

    private sealed record EventDto(long Position, string Stream, long Version, string Type, int SchemaVersion, Guid CommitId, DateTimeOffset RecordedAt, JsonElement Data)
    {
        public EventEnvelope ToEnvelope(IEventSerializer serializer) => new(
            new StreamId(Stream), Version, new GlobalPosition(Position), new CommitId(CommitId), RecordedAt,
            new SerializedEvent(Type, SchemaVersion, JsonSerializer.SerializeToUtf8Bytes(Data, CampusClient.Json), default), serializer);
    }
}
