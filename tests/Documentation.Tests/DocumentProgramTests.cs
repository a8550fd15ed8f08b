using Xunit;

namespace SmartCampus.Documentation.Tests;

public sealed class DocumentProgramTests
{
    [Fact]
    public void An_error_is_reported_with_the_place_in_the_document() => Assert.StartsWith(
        "doc.md(12): CS0103",
        Assert.Single(Compile(new CodeBlock("doc.md", 11, "var one = 1;\nConsole.WriteLine(two);"))),
        StringComparison.Ordinal);

    [Fact]
    public void An_error_of_syntax_is_reported() => Assert.NotEmpty(Compile(new CodeBlock("doc.md", 1, "var one = ;")));

    [Theory]
    [InlineData("if (true) {")]
    [InlineData("var one = 1;\n}")]
    [InlineData("}")]
    [InlineData("record Seat(int Number);\n)")]
    public void A_block_that_is_cut_off_is_reported(string code) => Assert.NotEmpty(Compile(new CodeBlock("doc.md", 1, code)));

    [Fact]
    public void A_later_block_uses_what_earlier_ones_declare_and_types_may_follow() => Assert.Empty(Compile(
        new CodeBlock("doc.md", 1, "var seat = new Seat(1);\nawait Task.Yield();"),
        new CodeBlock("doc.md", 5, "using System.Text;\nConsole.WriteLine(new StringBuilder().Append(seat));\nrecord Seat(int Number);")));

    [Fact]
    public void Json_contexts_are_completed() => Assert.Empty(Compile(new CodeBlock(
        "doc.md",
        1,
        "using System.Text.Json.Serialization;\nvar json = SeatJson.Default.Seat;\nrecord Seat(int Number);\n[JsonSerializable(typeof(Seat))] partial class SeatJson : JsonSerializerContext;")));

    [Fact]
    public void A_block_of_comments_is_a_program_too() => Assert.Empty(Compile(new CodeBlock("doc.md", 1, "// nothing")));

    private static IReadOnlyList<string> Compile(params CodeBlock[] blocks) => DocumentProgram.Compile(blocks);
}
