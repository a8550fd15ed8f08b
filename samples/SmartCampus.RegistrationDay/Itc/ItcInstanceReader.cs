using System.Collections.Immutable;
using SmartCampus.Enrollments;

namespace SmartCampus.RegistrationDay.Itc;

/// <summary>Reads one instance: the root, the rooms and the students; courses are <see cref="ItcCourseReader"/>'s.</summary>
internal sealed class ItcInstanceReader(ItcXml xml)
{
    private readonly List<(int Line, int Student, int Course)> _requests = [];
    private ImmutableArray<ItcRoom> _rooms;
    private ImmutableArray<ItcCourse> _courses;
    private ImmutableArray<ItcStudent> _students;
    private ItcCourseReader? _courseReader;

    internal ItcInstance Read()
    {
        xml.MoveToRoot("problem");
        xml.AllowAttributes("name", "nrDays", "slotsPerDay", "nrWeeks");
        var name = xml.Text("name");
        if (!TermId.TryParse(name, out _)) throw xml.Fail($"'name' must be a name of a term, not '{ItcXml.Shorten(name)}'.");
        var days = xml.Number("nrDays", 1, 7);
        var weeks = xml.Number("nrWeeks", 1, WeekSet.MaxWeek);
        xml.Number("slotsPerDay", MeetingTime.SlotsPerDay, MeetingTime.SlotsPerDay);
        xml.ForEachChild(child => ReadPart(child, days, weeks));
        xml.MoveToEnd();
        if (_rooms.IsDefault || _courses.IsDefault || _students.IsDefault) throw xml.Fail("<problem> needs <rooms>, <courses> and <students>.");
        CheckReferences();
        return new ItcInstance(name, weeks, _rooms, _courses, _students);
    }

    private void ReadPart(string part, int days, int weeks)
    {
        switch (part)
        {
            case "rooms" when _rooms.IsDefault:
                _rooms = ReadRooms(days, weeks);
                break;
            case "courses" when _courses.IsDefault:
                _courseReader = new ItcCourseReader(xml, days, weeks);
                _courses = _courseReader.Read();
                break;
            case "students" when _students.IsDefault:
                _students = ReadStudents();
                break;
            case "rooms" or "courses" or "students":
                throw xml.Fail($"<{part}> may be there only once.");
            case "optimization" or "distributions":
                xml.Skip();
                break;
            default:
                throw xml.Unexpected(part, "problem");
        }
    }

    private ImmutableArray<ItcRoom> ReadRooms(int days, int weeks)
    {
        var rooms = ImmutableArray.CreateBuilder<ItcRoom>();
        var ids = new ItcIds(xml, "room");
        xml.ForEachChild(child =>
        {
            if (child != "room") throw xml.Unexpected(child, "rooms");
            xml.AllowAttributes("id", "capacity");
            var id = ids.Next();
            var capacity = xml.Number("capacity", 0, ItcLimits.MaxSeats);
            rooms.Add(new ItcRoom(id, capacity, ReadUnavailable(days, weeks)));
        });
        return rooms.ToImmutable();
    }

    private ImmutableArray<MeetingTime> ReadUnavailable(int days, int weeks)
    {
        var times = ImmutableArray.CreateBuilder<MeetingTime>();
        xml.ForEachChild(child =>
        {
            switch (child)
            {
                case "unavailable":
                    xml.AllowAttributes("days", "start", "length", "weeks");
                    times.Add(xml.Meeting(days, weeks));
                    xml.EndLeaf();
                    break;
                case "travel":
                    xml.Skip();
                    break;
                default:
                    throw xml.Unexpected(child, "room");
            }
        });
        return times.ToImmutable();
    }

    private ImmutableArray<ItcStudent> ReadStudents()
    {
        var students = ImmutableArray.CreateBuilder<ItcStudent>();
        var ids = new ItcIds(xml, "student");
        xml.ForEachChild(child =>
        {
            if (child != "student") throw xml.Unexpected(child, "students");
            xml.AllowAttributes("id");
            var id = ids.Next();
            students.Add(new ItcStudent(id, ReadRequests(id)));
        });
        return students.ToImmutable();
    }

    private ImmutableArray<int> ReadRequests(int student)
    {
        var courses = ImmutableArray.CreateBuilder<int>();
        var ids = new ItcIds(xml, "course request");
        xml.ForEachChild(child =>
        {
            if (child != "course") throw xml.Unexpected(child, "student");
            xml.AllowAttributes("id");
            var course = ids.Next();
            _requests.Add((xml.Line, student, course));
            courses.Add(course);
            xml.EndLeaf();
        });
        return courses.ToImmutable();
    }

    // The parts may come in any order, so that references can only be checked when all are there.
    private void CheckReferences()
    {
        _courseReader!.CheckRooms(_rooms.Select(room => room.Id).ToHashSet());
        var courses = _courses.Select(course => course.Id).ToHashSet();
        foreach (var (line, student, course) in _requests)
        {
            if (!courses.Contains(course)) throw xml.Fail(line, $"student {student} asks for course {course}, which is not in the file.");
        }
    }
}
