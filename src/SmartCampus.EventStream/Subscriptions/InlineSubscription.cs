using System.Diagnostics;

namespace SmartCampus.Streams;

/// <summary>A subscription whose handler runs in the publisher's call. One thread calls it at a time.</summary>
internal abstract class InlineSubscription(EventStream stream, InlineDeliveries deliveries, string name, Type eventType, WhenFailing whenFailing)
    : EventSubscription(stream, name, eventType)
{
    internal override long Waiting => deliveries.WaitingFor(this);

    internal override long Left => Waiting;

    /// <summary>Calls the handlers one after another. A handler that throws has failed for itself.</summary>
    public static void Handle(InlineSubscription[] subscriptions, in Entry entry)
    {
        var next = 0;
        while (next < subscriptions.Length)
        {
            try
            {
                for (; next < subscriptions.Length; next++) subscriptions[next].Handle(entry);
            }
#pragma warning disable CA1031 // See above.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                subscriptions[next++].Failed(entry, failure);
            }
        }
    }

    internal override Task HandlingEnds() => deliveries.AllBeforeAsync();

    internal override void Close()
    {
    }

    internal override void Abandon()
    {
    }

    internal override InlineDelivery? Redeliver(in Entry entry)
    {
        var delivery = new InlineDelivery([this], entry);
        deliveries.Add(delivery);
        return delivery;
    }

    private protected abstract void Invoke(in Entry entry);

    private void Handle(in Entry entry)
    {
        if (HasEnded)
        {
            GiveUp(entry, DeliveryOutcome.Abandoned, null);
            return;
        }
        Tally.Begun(entry);
        if (entry.Context?.Publisher is { } publisher) InvokeWithin(publisher, entry);
        else Invoke(entry);
        Handled(entry);
    }

    private void Failed(in Entry entry, Exception failure)
    {
        Tally.Failed();
        GiveUp(entry, 1, failure, whenFailing);
    }

    private void InvokeWithin(Activity publisher, in Entry entry)
    {
        var before = Activity.Current;
        using (Stream.Telemetry.StartHandle(publisher, Name, entry)) Invoke(entry);
        Activity.Current = before;
    }
}
