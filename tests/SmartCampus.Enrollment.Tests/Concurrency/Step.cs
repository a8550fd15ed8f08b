using SmartCampus.Enrollments;

namespace SmartCampus.Enrollment.Tests.Concurrency;

/// <summary>One command of a client, in terms of a <see cref="SmallCampus"/>.</summary>
public sealed record Step(StepKind Kind, int Student, int Section, int Other)
{
    internal async Task RunAsync(EnrollmentService service, List<EnrollmentResult> results, CancellationToken cancel)
    {
        var student = SmallCampus.Student(Student);
        var section = SmallCampus.Section(Section);
        var other = SmallCampus.Section(Other);
        SectionId[] both = section == other ? [section] : [section, other];
        var id = new EnrollmentId(student, section);
        results.Add(Kind switch
        {
            StepKind.Enroll => await service.EnrollAsync(student, [section], cancellationToken: cancel).ConfigureAwait(false),
            StepKind.EnrollTwo => await service.EnrollAsync(student, both, cancellationToken: cancel).ConfigureAwait(false),
            StepKind.Drop => await service.DropAsync(id, cancellationToken: cancel).ConfigureAwait(false),
            StepKind.Swap => await service.SwapAsync([id], [other], cancellationToken: cancel).ConfigureAwait(false),
            StepKind.Promote => await service.PromoteAsync(section, cancellationToken: cancel).ConfigureAwait(false),
            StepKind.Hold => await service.PlaceHoldAsync(student, "fees", "Unpaid.", cancellationToken: cancel).ConfigureAwait(false),
            StepKind.Lift => await service.LiftHoldAsync(student, "fees", cancellationToken: cancel).ConfigureAwait(false),
            StepKind.Fail => await service.ChangeGradeAsync(SmallCampus.Past(Student), new Grade("F"), "Recount.", cancellationToken: cancel).ConfigureAwait(false),
            _ => await service.ChangeGradeAsync(SmallCampus.Past(Student), new Grade("A"), "Recount.", cancellationToken: cancel).ConfigureAwait(false),
        });
    }
}
