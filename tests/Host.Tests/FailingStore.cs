using SmartCampus.Events;
using SmartCampus.Events.Testing;

namespace SmartCampus.Host.Tests;

/// <summary>A store that can be told to fail, as one does whose disk is full or whose file is locked.</summary>
internal sealed class FailingStore(IEventStore inner) : DelegatingEventStore(inner)
{
    public Func<Exception>? Failure { get; set; }

    /// <summary>How many appends succeed, from the first one on, before they fail; reads go on. Null when everything fails at once.</summary>
    public int? FailAfterAppends { get; set; }

    public int Appends { get; private set; }

    public override ValueTask<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken = default) =>
        (Appends++ < FailAfterAppends ? Inner : Check()).AppendAsync(request, cancellationToken);

    public override ValueTask<AllPage> ReadAllPageAsync(AllReadOptions options, CancellationToken cancellationToken = default) =>
        (FailAfterAppends is null ? Check() : Inner).ReadAllPageAsync(options, cancellationToken);

    private IEventStore Check() => Failure is { } failure ? throw failure() : Inner;
}
