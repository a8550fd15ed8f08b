using Xunit;

namespace SmartCampus.Events.Tests.Values;

public sealed class StreamIdTests // ES11
{
    [Theory]
    [InlineData("a")]
    [InlineData("section:CS-101_2026.1")]
    [InlineData("-")]
    public void A_valid_name_is_kept(string value)
    {
        Assert.Equal(value, new StreamId(value).Value);
        Assert.Equal(value, new StreamId(value).ToString());
        Assert.True(StreamId.TryParse(value, out var parsed));
        Assert.Equal(new StreamId(value), parsed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a b")]
    [InlineData("$all")]
    [InlineData("a/b")]
    [InlineData("a\0")]
    [InlineData("a\n")]
    [InlineData("é")]
    [InlineData("a%")]
    public void An_invalid_name_is_refused_and_carried_by_the_error(string? value)
    {
        Assert.Equal(value, Assert.Throws<InvalidStreamIdException>(() => new StreamId(value!)).Value);
        Assert.False(StreamId.TryParse(value, out var parsed));
        Assert.True(parsed.IsDefault);
    }

    [Fact]
    public void A_name_has_at_most_200_characters()
    {
        Assert.False(new StreamId(new string('x', 200)).IsDefault);
        Assert.Contains("has 201", Assert.Throws<InvalidStreamIdException>(() => new StreamId(new string('x', 201))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_compared_ordinally() => Assert.NotEqual(new StreamId("a"), new StreamId("A"));

    [Fact]
    public void The_default_names_nothing()
    {
        Assert.True(default(StreamId).IsDefault);
        Assert.Equal("", default(StreamId).ToString());
        Assert.Throws<InvalidOperationException>(() => default(StreamId).Value);
    }
}
