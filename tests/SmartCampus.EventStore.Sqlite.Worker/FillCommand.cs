using System.Globalization;

namespace SmartCampus.Events.Worker;

/// <summary>
/// The process whose disk is full: it appends, reads the stream after each append, and says <c>stored HEAD</c> or
/// <c>refused ERROR HEAD</c>. After a refusal it waits for a line on the standard input, and appends the same again. It ends with the input.
/// </summary>
internal static class FillCommand
{
    private static readonly StreamId Room = new("room-1");

    public static async Task<int> RunAsync(string path)
    {
        await using var store = SqliteEventStore.Open(path, WorkerEvents.Serializer);
        while (true)
        {
            var request = new AppendRequest(StreamAppend.To(Room, ExpectedVersion.Any, new SeatTaken(new string('x', 20_000), 1)));
            while (await RefusalAsync(store, request) is { } refusal)
            {
                Console.WriteLine($"refused {refusal} {await HeadAsync(store)}");
                if (await Console.In.ReadLineAsync() is null) return 0;
            }
            Console.WriteLine($"stored {await HeadAsync(store)}");
        }
    }

    private static async Task<string?> RefusalAsync(SqliteEventStore store, AppendRequest request)
    {
        try
        {
            await store.AppendAsync(request);
            return null;
        }
        catch (EventStoreException e)
        {
            return e.GetType().Name;
        }
    }

    private static async Task<string> HeadAsync(SqliteEventStore store)
    {
        var page = await store.ReadStreamPageAsync(Room, new StreamReadOptions { Direction = ReadDirection.Backward, MaxCount = 1 });
        return page.Head.Value.ToString(CultureInfo.InvariantCulture);
    }
}
