using SmartCampus.Events;
using SmartCampus.Events.Testing;

namespace SmartCampus.Scheduling.Tests.Service;

/// <summary>A store in which something happens before each append.</summary>
internal sealed class FaultyStore(IEventStore inner, Func<CancellationToken, Task> before) : DelegatingEventStore(inner)
{
    public override async ValueTask<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken = default)
    {
        await before(cancellationToken);
        return await Inner.AppendAsync(request, cancellationToken);
    }
}
