using System.Collections.Immutable;

namespace SmartCampus.RegistrationDay.Itc;

/// <summary>Reads the courses with their configurations, subparts and classes.</summary>
internal sealed class ItcCourseReader(ItcXml xml, int days, int weeks)
{
    private readonly List<(int Line, int Class, int Room)> _roomReferences = [];
    private readonly ItcIds _configIds = new(xml, "config");
    private readonly ItcIds _subpartIds = new(xml, "subpart");
    private readonly ItcIds _classIds = new(xml, "class");

    internal ImmutableArray<ItcCourse> Read()
    {
        var courses = ImmutableArray.CreateBuilder<ItcCourse>();
        var ids = new ItcIds(xml, "course");
        xml.ForEachChild(child =>
        {
            if (child != "course") throw xml.Unexpected(child, "courses");
            xml.AllowAttributes("id");
            courses.Add(new ItcCourse(ids.Next(), ReadAll("course", "config", ReadConfig)));
        });
        return courses.ToImmutable();
    }

    internal void CheckRooms(HashSet<int> rooms)
    {
        foreach (var (line, section, room) in _roomReferences)
        {
            if (!rooms.Contains(room)) throw xml.Fail(line, $"class {section} lists room {room}, which is not in the file.");
        }
    }

    private ImmutableArray<T> ReadAll<T>(string parent, string name, Func<T> readOne)
    {
        var line = xml.Line;
        var all = ImmutableArray.CreateBuilder<T>();
        xml.ForEachChild(child => all.Add(child == name ? readOne() : throw xml.Unexpected(child, parent)));
        return all.Count > 0 ? all.ToImmutable() : throw xml.Fail(line, $"<{parent}> needs at least one <{name}>.");
    }

    private ItcConfig ReadConfig()
    {
        xml.AllowAttributes("id");
        var line = xml.Line;
        var config = new ItcConfig(_configIds.Next(), ReadAll("config", "subpart", ReadSubpart));
        CheckParents(config, line);
        return config;
    }

    private ItcSubpart ReadSubpart()
    {
        xml.AllowAttributes("id");
        return new ItcSubpart(_subpartIds.Next(), ReadAll("subpart", "class", ReadClass));
    }

    private ItcClass ReadClass()
    {
        xml.AllowAttributes("id", "limit", "parent", "room");
        var (line, id, limit) = (xml.Line, _classIds.Next(), xml.Number("limit", 0, ItcLimits.MaxSeats));
        var parent = xml.OptionalNumber("parent", 1, ItcLimits.MaxId);
        var needsRoom = ReadNeedsRoom();
        var rooms = ImmutableArray.CreateBuilder<ItcRoomOption>();
        var times = ImmutableArray.CreateBuilder<ItcTimeOption>();
        var roomIds = new ItcIds(xml, $"class {id}: room");
        xml.ForEachChild(child => ReadOption(child, id, roomIds, rooms, times));
        if (times.Count == 0) throw xml.Fail(line, $"class {id} has no <time>.");
        if (needsRoom != rooms.Count > 0) throw xml.Fail(line, needsRoom ? $"class {id} has no <room> and does not say room=\"false\"." : $"class {id} says room=\"false\" and lists rooms.");
        return new ItcClass(id, limit, parent, rooms.ToImmutable(), times.ToImmutable());
    }

    private bool ReadNeedsRoom() => xml.OptionalText("room") switch
    {
        null or "true" => true,
        "false" => false,
        _ => throw xml.Fail("'room' of a class must be true or false."),
    };

    private void ReadOption(
        string name, int section, ItcIds roomIds, ImmutableArray<ItcRoomOption>.Builder rooms, ImmutableArray<ItcTimeOption>.Builder times)
    {
        switch (name)
        {
            case "room":
                xml.AllowAttributes("id", "penalty");
                rooms.Add(new ItcRoomOption(roomIds.Next(), ReadPenalty()));
                _roomReferences.Add((xml.Line, section, rooms[^1].RoomId));
                break;
            case "time":
                xml.AllowAttributes("days", "start", "length", "weeks", "penalty");
                times.Add(new ItcTimeOption(xml.Meeting(days, weeks), ReadPenalty()));
                break;
            default:
                throw xml.Unexpected(name, "class");
        }

        xml.EndLeaf();
    }

    private int ReadPenalty() => xml.Number("penalty", 0, ItcLimits.MaxPenalty);

    /// <summary>A parent is in another subpart of the same configuration, and following parents ends.</summary>
    private void CheckParents(ItcConfig config, int line)
    {
        var classes = new Dictionary<int, (ItcClass Class, ItcSubpart Subpart)>();
        foreach (var subpart in config.Subparts)
        {
            foreach (var section in subpart.Classes) classes.Add(section.Id, (section, subpart));
        }

        foreach (var (section, subpart) in classes.Values)
        {
            if (section.ParentId is not { } parent) continue;
            if (!classes.TryGetValue(parent, out var found)) throw xml.Fail(line, $"class {section.Id} has the parent {parent}, which is not in its config {config.Id}.");
            if (found.Subpart == subpart) throw xml.Fail(line, $"class {section.Id} and its parent {parent} are in the same subpart.");
            CheckEnds(section, classes, line);
        }
    }

    private void CheckEnds(ItcClass section, Dictionary<int, (ItcClass Class, ItcSubpart Subpart)> classes, int line)
    {
        var steps = 0;
        for (var parent = section.ParentId; parent is { } id && classes.TryGetValue(id, out var found); parent = found.Class.ParentId)
        {
            if (++steps >= classes.Count) throw xml.Fail(line, $"the parents of class {section.Id} form a circle.");
        }
    }
}
