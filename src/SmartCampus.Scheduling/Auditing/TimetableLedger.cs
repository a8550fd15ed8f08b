using SmartCampus.Enrollments;
using SmartCampus.Events;

namespace SmartCampus.Scheduling;

/// <summary>What enrollments and timetables add up to, each by its own events.</summary>
internal sealed class TimetableLedger
{
    private readonly Dictionary<(StudentId Student, TermId Term, SectionId Section), bool> _seated = [];
    private readonly Dictionary<(StudentId Student, TermId Term, SectionId Section), (bool Attends, long Version)> _entries = [];
    private readonly HashSet<(StudentId Student, SectionId Section, long Version, bool Attends)> _sources = [];

    public int Entries => _entries.Values.Count(entry => entry.Attends);

    public void Apply(EventEnvelope envelope, Action<string, string> report)
    {
        switch (envelope.Event)
        {
            case StudentEnrolledEvent e: Seat(e, attends: true, envelope.Version); break;
            case StudentPromotedEvent e: Seat(e, attends: true, envelope.Version); break;
            case EnrollmentDroppedEvent e: Seat(e, attends: false, envelope.Version); break;
            case TimetableSectionAddedEvent e: Enter(e.StudentId, e.Term, e.SectionId, e.EnrollmentVersion, attends: true, report); break;
            case TimetableSectionRemovedEvent e: Enter(e.StudentId, e.Term, e.SectionId, e.EnrollmentVersion, attends: false, report); break;
        }
    }

    public void CheckEnd(Action<string, string> report)
    {
        foreach (var key in _seated.Keys.Union(_entries.Keys))
        {
            var (seated, entered) = (_seated.GetValueOrDefault(key), _entries.GetValueOrDefault(key).Attends);
            if (seated == entered) continue;
            report("timetable", $"Student {key.Student} {(seated ? "has a" : "has no")} seat in section {key.Section} in term {key.Term}, and the timetable {(entered ? "has it" : "does not have it")}.");
        }
    }

    public Dictionary<(TermId Term, SectionId Section), int> CountSeats() =>
        _seated.Where(seat => seat.Value).CountBy(seat => (seat.Key.Term, seat.Key.Section)).ToDictionary();

    private void Seat(IEnrollmentEvent e, bool attends, StreamVersion version)
    {
        _seated[(e.StudentId, e.Term, e.SectionId)] = attends;
        _sources.Add((e.StudentId, e.SectionId, version.Value, attends));
    }

    private void Enter(StudentId student, TermId term, SectionId section, long version, bool attends, Action<string, string> report)
    {
        var key = (student, term, section);
        var before = _entries.GetValueOrDefault(key);
        var what = $"Section {section} {(attends ? "came into" : "left")} the timetable of student {student} by version {version} of the enrollment";
        if (before.Attends == attends || version <= before.Version) report("double", $"{what}, after version {before.Version} had said the same or more.");
        if (!_sources.Contains((student, section, version, attends))) report("source", $"{what}, which says no such thing.");
        _entries[key] = (attends, version);
    }
}
