using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace SmartCampus.Documentation.Tests;

/// <summary>
/// All C# blocks of one document as one program, in their order: a later block may use what an earlier one has declared, and types
/// may follow where they are explained.
/// </summary>
internal static class DocumentProgram
{
    // What the SDK imports into every project; the namespaces of the packages are the document's to say.
    private static readonly string[] ImplicitUsings =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    private static readonly CSharpParseOptions Parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(file => MetadataReference.CreateFromFile(file))];

    /// <summary>Compiles the blocks.</summary>
    /// <returns>The errors, each as <c>file(line): message</c> with the place in the document.</returns>
    public static IReadOnlyList<string> Compile(IReadOnlyList<CodeBlock> blocks)
    {
        var (code, hasStatements) = Join(blocks);
        var kind = hasStatements ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        var compilation = CSharpCompilation.Create(
            "Document",
            [CSharpSyntaxTree.ParseText(code, Parsing)],
            References,
            new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create(Generators(), parseOptions: Parsing)
            .RunGeneratorsAndUpdateCompilation(compilation, out var complete, out _);
        return [.. complete.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(Describe)];
    }

    private static (string Code, bool HasStatements) Join(IReadOnlyList<CodeBlock> blocks)
    {
        var (usings, statements, types) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var block in blocks)
        {
            var root = CSharpSyntaxTree.ParseText(block.Code, Parsing).GetCompilationUnitRoot();
            usings.AddRange(root.Usings.Select(part => Place(block, part.SyntaxTree, part.FullSpan)));
            foreach (var member in root.Members) (member is GlobalStatementSyntax ? statements : types).Add(Place(block, member.SyntaxTree, member.FullSpan));
            types.Add(Place(block, root.SyntaxTree, root.EndOfFileToken.FullSpan)); // What the parser could not make sense of is there.
        }
        var implicitUsings = ImplicitUsings.Select(name => $"global using {name};");
        return (string.Join('\n', [.. implicitUsings, .. usings, .. statements, .. types]), statements.Count > 0);
    }

    // The directive makes the compiler report the place in the document.
    private static string Place(CodeBlock block, SyntaxTree tree, TextSpan part)
    {
        var line = block.Line + tree.GetLineSpan(part).StartLinePosition.Line;
        return $"#line {line} \"{block.Path}\"\n{tree.GetText().ToString(part)}";
    }

    private static string Describe(Diagnostic diagnostic)
    {
        var place = diagnostic.Location.GetMappedLineSpan();
        return $"{place.Path}({place.StartLinePosition.Line + 1}): {diagnostic.Id} {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";
    }

    private static IEnumerable<ISourceGenerator> Generators() => Directory
        .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "generators"), "*.dll")
        .SelectMany(file => new AnalyzerFileReference(file, new Loader()).GetGenerators(LanguageNames.CSharp));

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
