using SmartCampus.Enrollments;
using SmartCampus.Events;
using SmartCampus.Locking;
using SmartCampus.RegistrationDay.Campuses;
using SmartCampus.Scheduling;

namespace SmartCampus.RegistrationDay.Tests.Registration;

/// <summary>A campus that leaves its first call without an answer, and has no seat in what that call asked for.</summary>
internal sealed class ForgetfulCampus : ICampus
{
    private SectionId? _full;

    public string Description => "forgetful";

    public ILockManager? Locks => null;

    /// <summary>Done before the first call fails.</summary>
    public required Func<Task> BeforeTheLostAnswer { get; set; }

    /// <summary>What each student has asked for, in order.</summary>
    public Dictionary<StudentId, List<string>> Asked { get; } = [];

    public async Task<Attempt> EnrollAsync(StudentId student, IReadOnlyList<SectionId> sections, bool mayWait, ConcurrencyMode mode, CancellationToken cancellationToken)
    {
        if (!Asked.TryGetValue(student, out var asked)) Asked[student] = asked = [];
        asked.Add(string.Join(' ', sections));
        if (_full is null)
        {
            _full = sections[0];
            await BeforeTheLostAnswer();
            throw new HttpRequestException("The service was killed.");
        }
        return sections.Contains(_full.Value)
            ? Attempt.Refused([new Refusal(RefusalCodes.SectionFull, "It is full.") { Section = _full }])
            : new Attempt(AttemptStatus.Enrolled, []);
    }

    public Task<IReadOnlyList<HeldSection>> GetHeldAsync(StudentId student, TermId term, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<HeldSection>>([]);

    public Task ImportAsync(CampusPlan plan, IReadOnlyList<RoomBooking> bookings, IProgress<double> progress, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<SectionSeats>> GetSectionsAsync(TermId term, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<TimetableEntry>> GetTimetableAsync(StudentId student, TermId term, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<SchedulerProgress> GetSchedulerProgressAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<EventEnvelope> ReadEventsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
