namespace SmartCampus.Scheduling.Tests.Rooms;

public sealed class RoomIdTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("B-2.045_a")]
    public void A_name_of_the_alphabet_is_an_id(string text)
    {
        Assert.Equal(text, new RoomId(text).Value);
        Assert.True(RoomId.TryParse(text, out var id));
        Assert.Equal(new RoomId(text), id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a:b")]
    [InlineData("ä")]
    public void Anything_else_is_refused(string? text)
    {
        Assert.Throws<ArgumentException>(() => new RoomId(text!));
        Assert.False(RoomId.TryParse(text, out _));
    }

    [Fact]
    public void A_hundred_characters_are_the_most()
    {
        Assert.Equal(100, new RoomId(new string('a', 100)).Value.Length);
        Assert.Throws<ArgumentException>(() => new RoomId(new string('a', 101)));
    }

    [Fact]
    public void The_default_id_has_no_name() => Assert.Throws<InvalidOperationException>(() => default(RoomId).Value);
}
