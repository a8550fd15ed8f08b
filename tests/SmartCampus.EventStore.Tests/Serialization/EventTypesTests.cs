using Xunit;

namespace SmartCampus.Events.Tests.Serialization;

public sealed class EventTypesTests // ES10
{
    private readonly EventTypes _types = new EventTypes().Add("course-named", CourseJson.Default.CourseNamed, type => type.FormerName("course-called"));

    [Theory]
    [InlineData("course-named")]
    [InlineData("course-called")]
    public void Two_types_with_one_stored_name_are_refused_and_both_are_named(string name)
    {
        var refused = Assert.Throws<ArgumentException>(() => _types.Add(name, CourseJson.Default.CourseClosed));

        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(CourseNamed), refused.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(CourseClosed), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_former_name_that_another_type_has_is_refused() =>
        Assert.Throws<ArgumentException>(() => _types.Add("course-closed", CourseJson.Default.CourseClosed, type => type.FormerName("course-named")));

    [Fact]
    public void One_type_under_two_names_is_refused_and_the_error_says_what_to_do()
    {
        var refused = Assert.Throws<ArgumentException>(() => _types.Add("course-titled", CourseJson.Default.CourseNamed));

        Assert.Contains("'course-named' and as 'course-titled'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("FormerName", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void A_type_without_a_name_is_refused(string? name) =>
        Assert.ThrowsAny<ArgumentException>(() => _types.Add(name!, CourseJson.Default.CourseClosed));

    [Fact]
    public void A_name_has_at_most_200_characters()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _types.Add(new string('n', 201), CourseJson.Default.CourseClosed));

        _types.Add(new string('n', 200), CourseJson.Default.CourseClosed);
    }

    [Fact]
    public void Names_that_differ_in_case_are_different()
    {
        var serializer = new EventSerializer(_types.Add("Course-Named", CourseJson.Default.CourseClosed));

        Assert.Equal("Course-Named", serializer.Serialize(new EventData(new CourseClosed("x"))).EventType);
    }

    [Fact]
    public void A_serializer_does_not_see_what_is_registered_after_it_was_made()
    {
        var serializer = new EventSerializer(_types);
        _types.Add("course-closed", CourseJson.Default.CourseClosed);

        Assert.Throws<UnregisteredEventTypeException>(() => serializer.Serialize(new EventData(new CourseClosed("x"))));
    }
}
