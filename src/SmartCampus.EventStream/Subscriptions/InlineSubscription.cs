using System.Diagnostics;

namespace SmartCampus.Streams;

/// <summary>A subscription whose handler runs in the publisher's call. One thread calls it at a time.</summary>
internal abstract class InlineSubscription(EventStream stream, InlineDeliveries deliveries, string name, Type eventType, WhenFailing whenFailing)
    : EventSubscription(stream, name, eventType)
{
    internal override long Waiting => deliveries.WaitingFor(this);

    internal override long Left => Waiting;

    public void Handle(in Entry entry)
    {
        if (HasEnded)
        {
            GiveUp(entry, DeliveryOutcome.Abandoned, null);
            return;
        }
        try
        {
            Tally.Begun(entry);
            if (entry.Context?.Publisher is { } publisher) InvokeWithin(publisher, entry);
            else Invoke(entry.Event);
        }
#pragma warning disable CA1031 // Whatever a handler throws is a failure of its own.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Tally.Failed();
            GiveUp(entry, 1, failure, whenFailing);
            return;
        }
        Handled(entry);
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

    private protected abstract void Invoke(object @event);

    private void InvokeWithin(Activity publisher, in Entry entry)
    {
        var before = Activity.Current;
        using (Stream.Telemetry.StartHandle(publisher, Name, entry)) Invoke(entry.Event);
        Activity.Current = before;
    }
}
