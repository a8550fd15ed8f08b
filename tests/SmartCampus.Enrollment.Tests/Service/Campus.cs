using Microsoft.Extensions.Time.Testing;
using SmartCampus.Enrollments;
using SmartCampus.Events;
using SmartCampus.Locking;
using Xunit;

namespace SmartCampus.Enrollment.Tests.Service;

/// <summary>A service over an in-memory store, with one open term and the words to fill it.</summary>
internal sealed class Campus
{
    public static readonly TermId Fall = new("Fall 2024");
    public static readonly DateTimeOffset Opens = new(2024, 8, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Closes = new(2024, 9, 1, 0, 0, 0, TimeSpan.Zero);

    public Campus(EnrollmentOptions? options = null, TimeProvider? time = null, IEventStore? store = null)
    {
        Time = new FakeTimeProvider(Opens.AddDays(1));
        Store = store ?? NewStore(Time);
        Service = NewService(options, time);
    }

    public FakeTimeProvider Time { get; }

    public IEventStore Store { get; }

    public EnrollmentService Service { get; }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static InMemoryEventStore NewStore(TimeProvider? time = null) => new(new EventSerializer(new EventTypes().AddEnrollmentEvents()), limits: null, time);

    public EnrollmentService NewService(EnrollmentOptions? options = null, TimeProvider? time = null, IEventStore? store = null, ILockManager? locks = null) =>
        new(new AggregateRepository(store ?? Store), options, time ?? Time, new Random(1), metrics: null, locks);

    public async Task<Campus> WithAsync(CampusDefinition definition)
    {
        var import = await Service.ImportAsync(
            definition with { Terms = [new TermDefinition(Fall, Opens, Closes), .. definition.Terms] }, cancellationToken: Cancel);
        Assert.Empty(import.Refusals);
        return this;
    }

    public static StudentId Student(string id) => new(id);

    public static SectionId Section(string id) => new(id);

    public static EnrollmentId IdOf(string student, string section) => new(new StudentId(student), new SectionId(section));

    public static CourseDefinition Course(string id, int credits = 3, params CourseId[] prerequisites) =>
        new(new CourseId(id), $"Course {id}", credits) { Prerequisites = prerequisites };

    public static SectionDefinition Open(string id, string course, int capacity, string meetings = "") =>
        new(new SectionId(id), new CourseId(course), Fall, capacity, MeetingPattern.Parse(meetings));

    public static StudentDefinition[] Students(params string[] ids) => [.. ids.Select(id => new StudentDefinition(new StudentId(id), $"Student {id}"))];

    public Task<EnrollmentResult> EnrollAsync(string student, params string[] sections) =>
        Service.EnrollAsync(new StudentId(student), [.. sections.Select(Section)], cancellationToken: Cancel);

    public Task<EnrollmentResult> DropAsync(string student, string section) => Service.DropAsync(IdOf(student, section), cancellationToken: Cancel);
}
