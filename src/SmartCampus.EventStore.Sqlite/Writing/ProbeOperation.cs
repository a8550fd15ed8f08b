namespace SmartCampus.Events;

/// <summary>A commit that changes nothing: it shows whether the store can write again.</summary>
internal sealed class ProbeOperation : WriteOperation<bool>
{
    public override bool Apply(WriteTransaction transaction)
    {
        transaction.Tables.Probe.Execute();
        return Answer(true, written: true);
    }
}
