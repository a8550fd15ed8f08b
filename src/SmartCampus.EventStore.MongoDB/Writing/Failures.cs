namespace SmartCampus.Events;

/// <summary>What a caller is told when a write could not be settled.</summary>
internal static class Failures
{
    public static Exception Of(WriteOperation operation, Exception? failure, string address) => (operation, failure) switch
    {
        (AppendOperation { OpenAt.Count: > 0 }, _) => new AppendOutcomeUnknownException(new CommitId(operation.Id), failure),
        // A control entry has no id that its caller knows; doing it again does no more than doing it once.
        (_, EventStoreException known) => known,
        (_, not null) when !MongoFailure.IsMongo(failure) => failure,
        _ => MongoFailure.Unavailable(address, failure),
    };
}
