namespace SmartCampus.Documentation.Tests;

/// <summary>A fenced block of C# in a Markdown file.</summary>
/// <param name="Path">The file, relative to the root of the repository.</param>
/// <param name="Line">The line of the block's first line of code, from 1.</param>
/// <param name="Code">What is between the fences.</param>
internal sealed record CodeBlock(string Path, int Line, string Code)
{
    public static IEnumerable<CodeBlock> Read(string path)
    {
        var lines = File.ReadAllLines(System.IO.Path.Combine(Repository.Root, path));
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Trim() != "```csharp") continue;
            var end = Array.FindIndex(lines, i + 1, line => line.Trim() == "```");
            if (end < 0) throw new InvalidDataException($"{path}({i + 1}): the block of code has no end.");
            yield return new CodeBlock(path, i + 2, string.Join('\n', lines[(i + 1)..end]));
            i = end;
        }
    }
}
