using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using SmartCampus.Enrollments;
using SmartCampus.Events;
using SmartCampus.Host.Wire.V1;

namespace SmartCampus.Host.Faces;

/// <summary>A section as it is, and again whenever its seats or its waitlist change.</summary>
internal sealed class SectionWatch(EnrollmentQueries queries, IEventStore store, IHostApplicationLifetime lifetime)
{
    /// <summary>Follows a section until the caller hangs up or the host stops.</summary>
    public async IAsyncEnumerable<SseItem<SectionDto>> FollowAsync(SectionId id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A stopping host drains its calls; this one would never end by itself.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        SectionView? last = null;
        while (!end.IsCancellationRequested)
        {
            var (section, position) = await queries.FindSectionAsync(id, cancellationToken);
            if (section is not null && section != last)
                yield return new SseItem<SectionDto>(SectionDto.From(section), "section") { EventId = position.ToString() };
            last = section;
            await store.WaitForEventsAsync(position, end.Token).AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
