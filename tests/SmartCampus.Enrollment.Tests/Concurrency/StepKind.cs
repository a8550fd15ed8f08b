namespace SmartCampus.Enrollment.Tests.Concurrency;

public enum StepKind
{
    Enroll,
    EnrollTwo,
    Drop,
    Swap,
    Promote,
    Hold,
    Lift,
    Fail,
    Pass,
}
