namespace SmartCampus.Benchmarks.Events;

/// <summary>The event that every system stores: about 200 bytes of JSON. <see cref="Client"/> and <see cref="Number"/> tell it from all others.</summary>
internal sealed record SeatTaken(
    int Client, long Number, string Student, string Section, string Term, string Room, int Credits, long FeeCents, bool IsWaitlisted, DateTimeOffset At)
{
    private static readonly DateTimeOffset Opening = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    /// <summary>The event that a client appends as its number n; always the same one.</summary>
    public static SeatTaken Sample(int client, long number) => new(
        client, number, "S0204518", "CS-101-02", "2026-spring", "North 2.14", (int)(number % 6) + 1, 12_500 + number % 997, number % 7 == 0, Opening.AddSeconds(number));
}
