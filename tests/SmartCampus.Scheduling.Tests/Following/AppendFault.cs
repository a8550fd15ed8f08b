namespace SmartCampus.Scheduling.Tests.Following;

internal enum AppendFault
{
    None,
    Before,
    After,
}
