using System.Globalization;
using System.Xml;
using SmartCampus.Enrollments;

namespace SmartCampus.RegistrationDay.Itc;

/// <summary>Walks through the elements of a file and knows the line for every complaint.</summary>
/// <remarks>Elements and attributes that the format does not have are refused: a misspelled one would otherwise be lost in silence.</remarks>
internal sealed class ItcXml(XmlReader reader, string file)
{
    private const int MaxSkippedDepth = 32;

    internal int Line => ((IXmlLineInfo)reader).LineNumber;

    internal ItcFormatException Fail(string problem) => Fail(Line, problem);

    internal ItcFormatException Fail(int line, string problem) => new(file, line, problem);

    internal void MoveToRoot(string name)
    {
        if (!reader.Read() || reader.MoveToContent() != XmlNodeType.Element) throw Fail("there is no XML element.");
        if (reader.Name != name) throw Fail($"the root must be <{name}>, not <{reader.Name}>.");
    }

    /// <summary>Reads on to the end of the document, which reports what follows the root or is cut off.</summary>
    internal void MoveToEnd()
    {
        while (reader.Read()) { }
    }

    /// <summary>Calls <paramref name="readChild"/> on each child element of the current one; it must leave the cursor at the child's end.</summary>
    internal void ForEachChild(Action<string> readChild)
    {
        if (reader.IsEmptyElement) return;
        var parent = reader.Name;
        while (reader.Read() && reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType != XmlNodeType.Element) throw Fail($"<{parent}> must not contain text.");
            readChild(reader.Name);
        }
    }

    /// <summary>Ends an element that has no children.</summary>
    internal void EndLeaf()
    {
        var name = reader.Name;
        ForEachChild(child => throw Unexpected(child, name));
    }

    internal ItcFormatException Unexpected(string child, string parent) => Fail($"<{child}> is unexpected in <{parent}>.");

    /// <summary>Passes over an element whose content is not used.</summary>
    internal void Skip()
    {
        var depth = reader.Depth;
        if (reader.IsEmptyElement) return;
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.Depth > depth + MaxSkippedDepth) throw Fail($"elements are nested more than {MaxSkippedDepth} deep.");
        }
    }

    internal void AllowAttributes(params ReadOnlySpan<string> names)
    {
        while (reader.MoveToNextAttribute())
        {
            // Namespace declarations and attributes of other namespaces say nothing about the instance.
            if (reader.Prefix.Length > 0 || reader.Name == "xmlns" || names.Contains(reader.Name)) continue;
            var name = reader.Name;
            reader.MoveToElement();
            throw Fail($"<{reader.Name}> has no attribute '{name}' in this format.");
        }

        reader.MoveToElement();
    }

    internal string Text(string name) =>
        reader.GetAttribute(name) ?? throw Fail($"<{reader.Name}> needs the attribute '{name}'.");

    internal string? OptionalText(string name) => reader.GetAttribute(name);

    internal int Number(string name, int min, int max) => Number(name, Text(name), min, max);

    internal int? OptionalNumber(string name, int min, int max) =>
        reader.GetAttribute(name) is { } text ? Number(name, text, min, max) : null;

    /// <summary>Reads a string of 0 and 1, the first of which is the lowest bit; at least one must be 1.</summary>
    internal ulong Bits(string name, int length)
    {
        var text = Text(name);
        if (text.Length != length || text.AsSpan().ContainsAnyExcept('0', '1'))
            throw Fail($"'{name}' must be {length} characters of 0 and 1, not '{Shorten(text)}'.");
        var bits = 0UL;
        for (var i = 0; i < length; i++)
        {
            if (text[i] == '1') bits |= 1UL << i;
        }

        return bits != 0 ? bits : throw Fail($"'{name}' must have at least one 1.");
    }

    internal MeetingTime Meeting(int days, int weeks)
    {
        var daySet = (MeetingDays)Bits("days", days);
        var start = Number("start", 0, MeetingTime.SlotsPerDay - 1);
        var length = Number("length", 1, MeetingTime.SlotsPerDay);
        if (start + length > MeetingTime.SlotsPerDay) throw Fail($"the time starts at slot {start} and lasts {length}, past the end of the day at {MeetingTime.SlotsPerDay}.");
        return new MeetingTime(daySet, start, length, new WeekSet(Bits("weeks", weeks)));
    }

    private int Number(string name, string text, int min, int max) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw Fail($"'{name}' must be a whole number from {min} to {max}, not '{Shorten(text)}'.");

    internal static string Shorten(string text) => text.Length <= 40 ? text : $"{text.AsSpan(0, 40)}…";
}
