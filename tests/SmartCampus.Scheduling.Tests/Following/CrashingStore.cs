using SmartCampus.Events;
using SmartCampus.Events.Testing;

namespace SmartCampus.Scheduling.Tests.Following;

/// <summary>A store whose appends fail now and then: before they are stored, or after, so that nobody can know.</summary>
internal sealed class CrashingStore(IEventStore inner, Func<AppendFault> next) : DelegatingEventStore(inner)
{
    public override async ValueTask<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken = default)
    {
        var fault = next();
        if (fault == AppendFault.Before) throw new EventStoreUnavailableException("Nothing was stored.");
        var result = await Inner.AppendAsync(request, cancellationToken).ConfigureAwait(false);
        return fault == AppendFault.After ? throw new AppendOutcomeUnknownException(request.CommitId) : result;
    }
}
