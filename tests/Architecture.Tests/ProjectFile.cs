using System.Xml.Linq;

namespace SmartCampus.Architecture.Tests;

/// <summary>One project file.</summary>
internal sealed class ProjectFile(string path)
{
    private readonly XDocument _xml = XDocument.Load(path);

    public string Name { get; } = Path.GetFileNameWithoutExtension(path);

    public string Folder { get; } = Path.GetDirectoryName(path)!;

    /// <summary>Names of the projects and packages referenced; analyzers from Directory.Build.props are none of them.</summary>
    public IEnumerable<string> References =>
        Included("ProjectReference").Select(p => Path.GetFileNameWithoutExtension(p.Replace('\\', '/'))).Concat(Included("PackageReference"));

    public IEnumerable<string> Sources => Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories);

    public string? Property(string name) => _xml.Descendants(name).FirstOrDefault()?.Value;

    public string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    private IEnumerable<string> Included(string item) => _xml.Descendants(item).Select(e => e.Attribute("Include")!.Value);
}
