using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using SmartCampus.Enrollments;
using SmartCampus.Events;
using SmartCampus.Locking;
using SmartCampus.RegistrationDay.Itc;
using SmartCampus.Scheduling;

namespace SmartCampus.RegistrationDay.Campuses;

/// <summary>A host, reached by HTTP.</summary>
public class HttpCampus : ICampus
{
    private const int PageSize = 200;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly EventSerializer _serializer = new(CampusEvents.Types);
    private readonly HttpClient _http;

    /// <summary>Reaches a host; nothing is sent yet.</summary>
    public HttpCampus(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        _http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            BaseAddress = new Uri(url, "/api/v1/"),
            // An import of a large university is one call.
            Timeout = TimeSpan.FromMinutes(5),
        };
        Description = $"by HTTP, {url}";
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public virtual ILockManager? Locks => null;

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
        using var response = await _http.PostAsJsonAsync("imports", body, Json, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            var problem = await ReadProblemAsync(response, cancellationToken);
            throw new RegistrationDayException($"The host refused the import: {(problem.Detail ?? problem.Reason).TrimEnd('.')}. If it holds another university, give it other data.");
        }
        progress.Report(1);
    }

    /// <inheritdoc/>
    public async Task<Attempt> EnrollAsync(StudentId student, IReadOnlyList<SectionId> sections, bool mayWait, ConcurrencyMode mode, CancellationToken cancellationToken)
    {
        var body = new { section_ids = sections, when_full = mayWait ? "wait" : "refuse" };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"students/{student}/enrollments") { Content = JsonContent.Create(body, options: Json) };
        request.Headers.Add("Prefer", $"concurrency={NameOf(mode)}");
        using var response = await _http.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            var enrollments = await ReadAsync<EnrollmentDto[]>(response, cancellationToken);
            return new Attempt(enrollments.Any(e => e.Status == "waitlisted") ? AttemptStatus.Waitlisted : AttemptStatus.Enrolled, []);
        }
        var problem = await ReadProblemAsync(response, cancellationToken);
        if (problem.Reason == RefusalCodes.VersionConflict) return new Attempt(AttemptStatus.Overtaken, []);
        if (problem.Reason == RefusalCodes.LockTimeout) return new Attempt(AttemptStatus.LockTimeout, []);
        if (response.StatusCode != HttpStatusCode.Conflict) throw Failure(response, problem);
        var reasons = problem.Reasons ?? [new ReasonDto(problem.Reason, null)];
        return Attempt.Refused([.. reasons.Select(r => new Refusal(r.Code, problem.Detail ?? "") { Section = r.SectionId })]);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HeldSection>> GetHeldAsync(StudentId student, TermId term, CancellationToken cancellationToken)
    {
        var enrollments = await GetAsync<EnrollmentDto[]>($"students/{student}/enrollments?term={Uri.EscapeDataString(term.Value)}", cancellationToken);
        return
        [
            .. enrollments.Where(e => e.Status is "enrolled" or "waitlisted")
                .Select(e => new HeldSection(ItcAllocation.ToClassId(e.SectionId), e.Status == "waitlisted")),
        ];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SectionSeats>> GetSectionsAsync(TermId term, CancellationToken cancellationToken)
    {
        var sections = new List<SectionSeats>();
        string? page = $"sections?term={Uri.EscapeDataString(term.Value)}&page_size={PageSize}";
        while (page is not null)
        {
            using var response = await _http.GetAsync(page, cancellationToken);
            var items = await ReadAsync<SectionDto[]>(response, cancellationToken);
            sections.AddRange(items.Select(s => new SectionSeats(s.SectionId, s.Capacity, s.SeatsLeft, s.Waitlisted)));
            page = Next(response);
        }
        return sections;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TimetableEntry>> GetTimetableAsync(StudentId student, TermId term, CancellationToken cancellationToken)
    {
        var entries = await GetAsync<EntryDto[]>($"timetables/students/{student}?term={Uri.EscapeDataString(term.Value)}", cancellationToken);
        return [.. entries.Select(e => new TimetableEntry(e.SectionId, e.Time, e.RoomId))];
    }

    /// <inheritdoc/>
    public async Task<SchedulerProgress> GetSchedulerProgressAsync(CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync("conflicts?page_size=1", cancellationToken);
        await ReadAsync<JsonElement>(response, cancellationToken);
        return new SchedulerProgress(Header("Scheduler-Position"), Header("Scheduler-Lag"));

        long Header(string name) => response.Headers.TryGetValues(name, out var values) && long.TryParse(values.First(), CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new RegistrationDayException($"The host does not say how far its scheduler has come: its answer has no {name}.");
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<EventEnvelope> ReadEventsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? page = $"events?after=0&page_size={PageSize}";
        while (page is not null)
        {
            using var response = await _http.GetAsync(page, cancellationToken);
            foreach (var e in await ReadAsync<EventDto[]>(response, cancellationToken)) yield return e.ToEnvelope(_serializer);
            page = Next(response);
        }
    }

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        _http.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private static string? Next(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Link", out var links) && links.First() is ['<', .. var link] ? link[..link.IndexOf('>', StringComparison.Ordinal)] : null;

    private async Task<T> GetAsync<T>(string path, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(path, cancellationToken);
        return await ReadAsync<T>(response, cancellationToken);
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode) throw Failure(response, await ReadProblemAsync(response, cancellationToken));
        return await response.Content.ReadFromJsonAsync<T>(Json, cancellationToken)
            ?? throw new RegistrationDayException($"The host answered nothing to {response.RequestMessage?.RequestUri}.");
    }

    private static Exception Failure(HttpResponseMessage response, ProblemDto problem)
    {
        var text = $"The host answered {(int)response.StatusCode} to {response.RequestMessage?.RequestUri}: {problem.Detail ?? problem.Reason}";
        return response.StatusCode == HttpStatusCode.ServiceUnavailable ? new HttpRequestException(text, null, response.StatusCode) : new RegistrationDayException(text);
    }

    private static string NameOf(ConcurrencyMode mode) => mode switch
    {
        ConcurrencyMode.Pessimistic => "pessimistic",
        ConcurrencyMode.DetectOnly => "detect",
        _ => "optimistic",
    };

    private static async Task<ProblemDto> ReadProblemAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json") return new ProblemDto(response.ReasonPhrase ?? "an error", null, null);
        return await response.Content.ReadFromJsonAsync<ProblemDto>(Json, cancellationToken) ?? new ProblemDto("an error", null, null);
    }

    private sealed record EnrollmentDto(SectionId SectionId, string Status);

    private sealed record SectionDto(SectionId SectionId, int Capacity, int SeatsLeft, int Waitlisted);

    private sealed record EntryDto(SectionId SectionId, MeetingTime Time, RoomId? RoomId);

    private sealed record ProblemDto(string Reason, string? Detail, IReadOnlyList<ReasonDto>? Reasons);

    private sealed record ReasonDto(string Code, SectionId? SectionId);

    private sealed record EventDto(long Position, string Stream, long Version, string Type, int SchemaVersion, Guid CommitId, DateTimeOffset RecordedAt, JsonElement Data)
    {
        public EventEnvelope ToEnvelope(IEventSerializer serializer) => new(
            new StreamId(Stream), Version, new GlobalPosition(Position), new CommitId(CommitId), RecordedAt,
            new SerializedEvent(Type, SchemaVersion, JsonSerializer.SerializeToUtf8Bytes(Data, Json), default), serializer);
    }
}
