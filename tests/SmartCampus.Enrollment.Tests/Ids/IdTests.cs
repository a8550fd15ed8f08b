using System.Text.Json;
using SmartCampus.Enrollments;
using Xunit;

namespace SmartCampus.Enrollment.Tests.Ids;

public sealed class IdTests
{
    [Theory]
    [InlineData("student-123")]
    [InlineData("A.b_C-9")]
    public void Good_text_makes_an_id(string text)
    {
        Assert.Equal(text, new StudentId(text).Value);
        Assert.True(SectionId.TryParse(text, out var section) && section.Value == text);
        Assert.True(CourseId.TryParse(text, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a:b")]
    [InlineData("a b")]
    [InlineData("Ä")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void Bad_text_is_refused_with_what_it_was_to_name(string text)
    {
        Assert.False(StudentId.TryParse(text, out _));
        var error = Assert.Throws<InvalidIdException>(() => new StudentId(text));
        Assert.Equal(("student", text), (error.Kind, error.Value));
        Assert.Throws<InvalidIdException>(() => new SectionId(text));
        Assert.Throws<InvalidIdException>(() => new CourseId(text));
    }

    [Theory]
    [InlineData("Fall 2024", "term:Fall_2024")]
    [InlineData("2024.1", "term:2024.1")]
    public void A_term_may_have_spaces_and_still_names_a_stream(string text, string stream) =>
        Assert.Equal(stream, EnrollmentStreams.Of(new TermId(text)).Value);

    [Theory]
    [InlineData(" Fall")]
    [InlineData("Fall ")]
    [InlineData("Fall  2024")]
    [InlineData("Fall_2024")]
    [InlineData("Fall\t2024")]
    public void A_bad_term_is_refused(string text) => Assert.Throws<InvalidIdException>(() => new TermId(text));

    [Fact]
    public void An_enrollment_is_named_by_student_and_section()
    {
        var id = EnrollmentId.Parse("student-123:section-456");
        Assert.Equal((new StudentId("student-123"), new SectionId("section-456")), (id.Student, id.Section));
        Assert.Equal("student-123:section-456", id.Value);
    }

    [Theory]
    [InlineData("student-123")]
    [InlineData("a:b:c")]
    [InlineData(":b")]
    [InlineData("a:")]
    public void A_bad_enrollment_is_refused(string text) => Assert.Throws<InvalidIdException>(() => EnrollmentId.Parse(text));

    [Fact]
    public void Ids_are_strings_in_JSON_also_as_keys()
    {
        var ids = new Dictionary<StudentId, TermId> { [new StudentId("s1")] = new("Fall 2024") };
        var json = JsonSerializer.Serialize(ids, IdJson.Default.DictionaryStudentIdTermId);
        Assert.Equal("""{"s1":"Fall 2024"}""", json);
        Assert.Equal(ids, JsonSerializer.Deserialize(json, IdJson.Default.DictionaryStudentIdTermId));
    }

    [Theory]
    [InlineData("\"a b\"")]
    [InlineData("7")]
    public void Bad_JSON_is_a_JsonException(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, IdJson.Default.StudentId));

    [Fact]
    public void An_id_without_text_says_so()
    {
        Assert.Throws<InvalidOperationException>(() => default(CourseId).Value);
        Assert.Throws<ArgumentException>(() => new EnrollmentId(default, new SectionId("x")));
    }
}
