namespace SmartCampus.RegistrationDay.Itc;

/// <summary>Reads the ids of one kind of element and refuses the second of a kind.</summary>
internal sealed class ItcIds(ItcXml xml, string kind)
{
    private readonly Dictionary<int, int> _lines = [];

    internal int Next()
    {
        var id = xml.Number("id", 1, ItcLimits.MaxId);
        return _lines.TryAdd(id, xml.Line) ? id : throw xml.Fail($"{kind} {id} was there before, in line {_lines[id]}.");
    }
}
