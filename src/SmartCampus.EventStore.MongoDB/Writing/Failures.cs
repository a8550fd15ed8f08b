namespace SmartCampus.Events;

/// <summary>What a caller is told when a write could not be settled.</summary>
internal static class Failures
{
    public static Exception Of(WriteOperation operation, Exception? failure, bool isOpen, string address) => (operation, failure) switch
    {
        (AppendOperation, _) when isOpen => new AppendOutcomeUnknownException(new CommitId(operation.Id), failure),
        // A control entry has no id that its caller knows; doing it again does no more than doing it once.
        (_, EventStoreException known) when !isOpen => known,
        (_, not null) when !isOpen && !MongoFailure.IsMongo(failure) => failure,
        _ => MongoFailure.Unavailable(address, failure),
    };
}
