namespace SmartCampus.Events.Tests;

/// <summary>Stores that write their index after every third entry.</summary>
public sealed class EagerIndexFactory : SqliteStoreFactory
{
    protected override int IndexBatchSize => 3;
}
