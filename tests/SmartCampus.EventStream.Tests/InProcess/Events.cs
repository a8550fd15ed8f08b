namespace SmartCampus.Streams.Tests.InProcess;

internal interface INumbered
{
    int Number { get; }
}

internal abstract record CampusEvent(int Number) : INumbered;

internal record SeatTaken(int Number) : CampusEvent(Number);

internal sealed record LastSeatTaken(int Number) : SeatTaken(Number);

internal sealed record TermOpened(int Number) : CampusEvent(Number);
