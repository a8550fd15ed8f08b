using SmartCampus.Events;

namespace SmartCampus.Enrollments;

/// <summary>Lists of courses, sections and a student's enrollments, from models in memory that follow the store.</summary>
/// <remarks>
/// Every answer contains all that was acknowledged before the question, and says up to which position it goes. The models are built from
/// the first event at the first question; a new object is a rebuild. Safe for use by several threads.
/// </remarks>
public sealed class EnrollmentQueries
{
    private readonly Projection<CourseList> _courses;
    private readonly Projection<SectionList> _sections;
    private readonly Projection<StudentList> _students;

    /// <summary>Makes queries over a store, without reading it yet.</summary>
    public EnrollmentQueries(IEventStore store)
    {
        _courses = new Projection<CourseList>(store, new CourseList());
        _sections = new Projection<SectionList>(store, new SectionList());
        _students = new Projection<StudentList>(store, new StudentList());
    }

    /// <summary>Finds a course; null when it does not exist.</summary>
    public Task<Answer<CourseDefinition?>> FindCourseAsync(CourseId id, CancellationToken cancellationToken = default) =>
        AskAsync(_courses, list => list.Find(id), cancellationToken);

    /// <summary>Lists courses in order of their ids.</summary>
    /// <param name="search">A part of the id or the title, whatever the case; null or blank for all.</param>
    /// <param name="page">Which part; the first by default. The key is the course id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<Answer<ListPage<CourseDefinition>>> ListCoursesAsync(string? search = null, PageRequest? page = null, CancellationToken cancellationToken = default) =>
        AskAsync(_courses, list => list.List(search, page ?? PageRequest.First), cancellationToken);

    /// <summary>Finds a section with its seats; null when it does not exist.</summary>
    public Task<Answer<SectionView?>> FindSectionAsync(SectionId id, CancellationToken cancellationToken = default) =>
        AskAsync(_sections, list => list.Find(id), cancellationToken);

    /// <summary>Lists sections in order of their ids, with the seats left.</summary>
    /// <param name="term">Only those of a term; null for all.</param>
    /// <param name="course">Only those of a course; null for all.</param>
    /// <param name="page">Which part; the first by default. The key is the section id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<Answer<ListPage<SectionView>>> ListSectionsAsync(
        TermId? term = null, CourseId? course = null, PageRequest? page = null, CancellationToken cancellationToken = default) =>
        AskAsync(_sections, list => list.List(term, course, page ?? PageRequest.First), cancellationToken);

    /// <summary>
    /// Finds the sections that have free seats although students wait: hand each to <see cref="EnrollmentService.PromoteAsync"/> after a start, to
    /// make up for promotions that the end of the last process has cut off.
    /// </summary>
    public Task<Answer<IReadOnlyList<SectionId>>> FindPromotableAsync(CancellationToken cancellationToken = default) =>
        AskAsync(_sections, list => list.FindPromotable(), cancellationToken);

    /// <summary>Finds a student; null when not registered.</summary>
    public Task<Answer<StudentView?>> FindStudentAsync(StudentId id, CancellationToken cancellationToken = default) =>
        AskAsync(_students, list => list.Find(id), cancellationToken);

    /// <summary>Lists students in order of their ids.</summary>
    /// <param name="search">A part of the id or the name, whatever the case; null or blank for all.</param>
    /// <param name="page">Which part; the first by default. The key is the student id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<Answer<ListPage<StudentView>>> ListStudentsAsync(string? search = null, PageRequest? page = null, CancellationToken cancellationToken = default) =>
        AskAsync(_students, list => list.List(search, page ?? PageRequest.First), cancellationToken);

    /// <summary>Lists a student's enrollments, dropped ones included, in order of the sections; places in waitlists are not looked up.</summary>
    /// <param name="student">The student.</param>
    /// <param name="term">Only those of a term; null for all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<Answer<IReadOnlyList<EnrollmentView>>> ListEnrollmentsAsync(StudentId student, TermId? term = null, CancellationToken cancellationToken = default) =>
        AskAsync(_students, list => list.Enrollments(student, term), cancellationToken);

    private static async Task<Answer<T>> AskAsync<TView, T>(Projection<TView> projection, Func<TView, T> query, CancellationToken cancellationToken)
        where TView : class, IView
    {
        await projection.CatchUpAsync(cancellationToken).ConfigureAwait(false);
        return projection.Query(query);
    }
}
