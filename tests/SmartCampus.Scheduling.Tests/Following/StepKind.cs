namespace SmartCampus.Scheduling.Tests.Following;

internal enum StepKind
{
    Enroll,
    Drop,
    Book,
    Release,
    AddRoom,
}
