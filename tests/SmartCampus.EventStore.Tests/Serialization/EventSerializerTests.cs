using System.Text;
using System.Text.Json;
using Xunit;

namespace SmartCampus.Events.Tests.Serialization;

public sealed class EventSerializerTests // ES10
{
    private static readonly StreamId Course = new("course-1");

    private readonly EventSerializer _serializer = new(new EventTypes()
        .Add("course-closed", CourseJson.Default.CourseClosed)
        .Add("course-named", CourseJson.Default.CourseNamed, type => type
            .FormerName("course-called")
            .Upcast(json =>
            {
                json["Language"] = json["Title"]!.GetValue<string>().EndsWith("(de)", StringComparison.Ordinal) ? "de" : "en";
                return json;
            })
            .Upcast(json =>
            {
                if (json["Language"] is null) throw new InvalidOperationException("The first step must have run.");
                json["Credits"] = 6;
                return json;
            })));

    [Fact]
    public void An_event_is_written_under_its_name_and_newest_schema_version()
    {
        var serialized = _serializer.Serialize(new EventData(new CourseNamed("Logic", "en", 4)));

        Assert.Equal(("course-named", 3), (serialized.EventType, serialized.SchemaVersion));
        Assert.Equal("""{"Title":"Logic","Language":"en","Credits":4}""", Encoding.UTF8.GetString(serialized.Data.Span));
        Assert.True(serialized.Metadata.IsEmpty);
    }

    [Theory]
    [InlineData("course-named", 1, """{"Title":"Logik (de)"}""", "de", 6)]
    [InlineData("course-called", 1, """{"Title":"Logic"}""", "en", 6)]
    [InlineData("course-called", 2, """{"Title":"Logic","Language":"fr"}""", "fr", 6)]
    [InlineData("course-named", 3, """{"Title":"Logic","Language":"fr","Credits":9}""", "fr", 9)]
    public void An_older_event_is_upcast_step_by_step_from_its_own_schema_version(string name, int schema, string json, string language, int credits)
    {
        var named = Assert.IsType<CourseNamed>(Envelope(name, schema, json).Event);

        Assert.Equal((language, credits), (named.Language, named.Credits));
    }

    [Theory]
    [InlineData("course-forgotten", 1)]
    [InlineData("course-named", 4)]
    [InlineData("course-named", 0)]
    [InlineData("COURSE-NAMED", 1)]
    public void An_unknown_name_or_schema_version_is_an_error_that_says_where(string name, int schema)
    {
        var unknown = Assert.Throws<UnknownEventTypeException>(() => Envelope(name, schema, "{}").Event);

        Assert.Equal((Course, 7L, 42L), (unknown.Stream, unknown.Version.Value, unknown.Position.Value));
        Assert.Equal((name, schema), (unknown.EventType, unknown.SchemaVersion));
        Assert.Contains("course-1", unknown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, """{"Title":""")]
    [InlineData(3, "")]
    [InlineData(3, "null")]
    [InlineData(3, """{"Title":"x","Language":"en","Credits":"many"}""")]
    [InlineData(1, "null")]
    [InlineData(1, "[]")]
    [InlineData(1, """{"Name":"an upcaster wants Title"}""")]
    public void Bytes_that_do_not_fit_are_an_error_that_says_where(int schema, string json)
    {
        var broken = Assert.Throws<EventDeserializationException>(() => Envelope("course-named", schema, json).Event);

        Assert.Equal((Course, 7L, 42L, "course-named"), (broken.Stream, broken.Version.Value, broken.Position.Value, broken.EventType));
        Assert.NotNull(broken.InnerException);
    }

    [Fact]
    public void An_unregistered_type_is_refused_and_named() =>
        Assert.Equal(typeof(Unrelated), Assert.Throws<UnregisteredEventTypeException>(() => _serializer.Serialize(new EventData(new Unrelated()))).Type);

    [Fact]
    public void The_stored_names_of_a_type_hold_its_former_ones_and_those_of_derived_types()
    {
        Assert.Equal(["course-called", "course-named"], _serializer.GetTypeNames(typeof(CourseNamed)).Order());
        Assert.Equal(["course-called", "course-closed", "course-named"], _serializer.GetTypeNames(typeof(ICourseEvent)).Order());
        Assert.Empty(_serializer.GetTypeNames(typeof(Unrelated)));
    }

    [Fact]
    public void Metadata_round_trips()
    {
        var metadata = new EventMetadata { CorrelationId = "c", Actor = "ada", Headers = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" } };

        var serialized = _serializer.Serialize(new EventData(new CourseClosed("x")) { Metadata = metadata });

        Assert.Equivalent(metadata, _serializer.DeserializeMetadata(serialized.Metadata), strict: true);
        Assert.Equal(EventMetadata.Empty, _serializer.DeserializeMetadata(default));
        Assert.Throws<JsonException>(() => _serializer.DeserializeMetadata("{"u8.ToArray()));
    }

    [Fact]
    public void The_same_headers_in_another_order_give_the_same_bytes() // ES4: a retry that fills its headers anew is the same append.
    {
        static EventData With(params string[] keys) =>
            new(new CourseClosed("x")) { Metadata = new EventMetadata { Headers = keys.ToDictionary(key => key, key => key) } };

        Assert.Equal(_serializer.Serialize(With("a", "b", "C")).Metadata.ToArray(), _serializer.Serialize(With("C", "b", "a")).Metadata.ToArray());
    }

    private EventEnvelope Envelope(string name, int schema, string json) =>
        new(Course, 7, new GlobalPosition(42), CommitId.New(), default, new SerializedEvent(name, schema, Encoding.UTF8.GetBytes(json), default), _serializer);
}
