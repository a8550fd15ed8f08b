using SmartCampus.Events;
using SmartCampus.Events.Testing;

namespace SmartCampus.Scheduling.Tests.Service;

/// <summary>Lets other tasks run between reading and writing, which a store in memory would seldom do.</summary>
internal sealed class InterleavingStore(IEventStore inner) : DelegatingEventStore(inner)
{
    /// <summary>What happens between the decision and the append of whoever appends next; once.</summary>
    public Func<Task>? BeforeAppend { get; set; }

    /// <summary>What happens before the next read of a room's stream; once.</summary>
    public Func<Task>? BeforeRoomIsRead { get; set; }

    public override async ValueTask<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        if (BeforeAppend is { } before)
        {
            BeforeAppend = null;
            await before();
        }

        return await Inner.AppendAsync(request, cancellationToken);
    }

    public override async ValueTask<StreamPage> ReadStreamPageAsync(StreamId stream, StreamReadOptions options, CancellationToken cancellationToken = default)
    {
        if (BeforeRoomIsRead is { } before && stream.Value.StartsWith("room:", StringComparison.Ordinal))
        {
            BeforeRoomIsRead = null;
            await before();
        }

        var page = await Inner.ReadStreamPageAsync(stream, options, cancellationToken);
        await Task.Yield();
        return page;
    }
}
