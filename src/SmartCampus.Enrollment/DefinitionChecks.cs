namespace SmartCampus.Enrollments;

/// <summary>What is checked of definitions by themselves, in one place for single commands and imports.</summary>
internal static class DefinitionChecks
{
    private const int MaxText = 200;
    private const int MaxCredits = 1_000;
    private const int MaxSeats = 1_000_000;
    private const int FirstYear = 1900;
    private const int LastYear = 9000;

    public static Refusal? Check(CourseDefinition course) =>
        course.Id.IsDefault ? Invalid("id", "A course needs an id.") : Name($"Course {course.Id}", FindError(course));

    public static Refusal? Check(TermDefinition term) =>
        term.Id.IsDefault ? Invalid("id", "A term needs an id.") :
        term.RegistrationOpens >= term.RegistrationCloses ? Invalid("registration_closes", $"Term {term.Id}: Registration must close after it opens.") :
        term.FirstDay is { DayOfWeek: not DayOfWeek.Monday } day ? Invalid("first_day", $"Term {term.Id}: The first day is the Monday of week 1, and {day:yyyy-MM-dd} is a {day.DayOfWeek}.") :
        term.FirstDay is { Year: < FirstYear or > LastYear } far ? Invalid("first_day", $"Term {term.Id}: The first day is in the years {FirstYear} to {LastYear}, not in {far.Year}.") :
        null;

    public static Refusal? Check(SectionDefinition section) =>
        section.Id.IsDefault ? Invalid("id", "A section needs an id.") :
        section.Capacity is < 0 or > MaxSeats ? Invalid("capacity", $"Section {section.Id}: A section has 0 to {MaxSeats} seats, not {section.Capacity}.") :
        null;

    public static Refusal? Check(StudentDefinition student) =>
        student.Id.IsDefault ? Invalid("id", "A student needs an id.") : Name($"Student {student.Id}", Text("name", student.Name));

    public static Refusal? Text(string field, string? text) =>
        string.IsNullOrWhiteSpace(text) ? Invalid(field, $"The {field} is empty.") :
        text.Length > MaxText ? Invalid(field, $"The {field} has {text.Length} characters; at most {MaxText} are taken.") :
        null;

    public static Refusal Invalid(string field, string message) => new(RefusalCodes.InvalidArgument, message) { Field = field };

    public static Refusal Exists(string thing) => new(RefusalCodes.AlreadyExists, $"{thing} exists already and is different. Give the new one another id.");

    public static Refusal NotFound(string thing) => new(RefusalCodes.NotFound, $"{thing} does not exist.");

    private static Refusal? FindError(CourseDefinition course) =>
        Text("title", course.Title) ??
        (course.Credits is < 0 or > MaxCredits ? Invalid("credits", $"Credits are 0 to {MaxCredits}, not {course.Credits}.") :
        course.Prerequisites.Contains(course.Id) ? Invalid("prerequisites", "It cannot be its own prerequisite.") :
        course.Prerequisites.Distinct().Count() != course.Prerequisites.Count ? Invalid("prerequisites", "A prerequisite is named twice.") :
        null);

    // Who imports hundreds of things must be told which of them is meant.
    private static Refusal? Name(string thing, Refusal? refusal) => refusal is null ? null : refusal with { Message = $"{thing}: {refusal.Message}" };
}
