using SmartCampus.Events;

namespace SmartCampus.Host.Opening;

/// <summary>Makes the campus ready before the first request: the store answers and the read models have caught up.</summary>
internal sealed class CampusOpener(IEventStore store)
{
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await store.ReadAllPageAsync(new AllReadOptions { MaxCount = 1 }, cancellationToken);
    }
}
