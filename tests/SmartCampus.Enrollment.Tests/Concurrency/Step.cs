using SmartCampus.Enrollments;

namespace SmartCampus.Enrollment.Tests.Concurrency;

/// <summary>One command of a client, in terms of a <see cref="SmallCampus"/>.</summary>
public sealed record Step(StepKind Kind, int Student, int Section, int Other, ConcurrencyMode Mode)
{
    internal async Task RunAsync(EnrollmentService service, List<EnrollmentResult> results, CancellationToken cancel)
    {
        var student = SmallCampus.Student(Student);
        var section = SmallCampus.Section(Section);
        var other = SmallCampus.Section(Other);
        SectionId[] both = section == other ? [section] : [section, other];
        var id = new EnrollmentId(student, section);
        var options = new CommandOptions { Mode = Mode };
        results.Add(Kind switch
        {
            StepKind.Enroll => await service.EnrollAsync(student, [section], options: options, cancellationToken: cancel).ConfigureAwait(false),
            StepKind.EnrollTwo => await service.EnrollAsync(student, both, options: options, cancellationToken: cancel).ConfigureAwait(false),
            StepKind.Drop => await service.DropAsync(id, options, cancel).ConfigureAwait(false),
            StepKind.Swap => await service.SwapAsync([id], [other], options, cancel).ConfigureAwait(false),
            StepKind.Promote => await service.PromoteAsync(section, options, cancel).ConfigureAwait(false),
            StepKind.Hold => await service.PlaceHoldAsync(student, "fees", "Unpaid.", options, cancel).ConfigureAwait(false),
            StepKind.Lift => await service.LiftHoldAsync(student, "fees", options, cancel).ConfigureAwait(false),
            StepKind.Fail => await service.ChangeGradeAsync(SmallCampus.Past(Student), new Grade("F"), "Recount.", options, cancel).ConfigureAwait(false),
            _ => await service.ChangeGradeAsync(SmallCampus.Past(Student), new Grade("A"), "Recount.", options, cancel).ConfigureAwait(false),
        });
    }
}
