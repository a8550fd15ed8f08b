using SmartCampus.Events;
using SmartCampus.Events.Testing;

namespace SmartCampus.Enrollment.Tests.Service;

/// <summary>A store whose appends a test replaces.</summary>
internal sealed class FaultyStore(IEventStore inner, Func<IEventStore, AppendRequest, ValueTask<AppendResult>> append) : DelegatingEventStore(inner)
{
    public override async ValueTask<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken = default)
    {
        var result = await append(Inner, request);
        cancellationToken.ThrowIfCancellationRequested(); // A store may have written by the time it notices.
        return result;
    }
}
