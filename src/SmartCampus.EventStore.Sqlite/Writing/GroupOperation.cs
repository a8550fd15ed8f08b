namespace SmartCampus.Events;

/// <summary>A change of a consumer group in the writer's hands.</summary>
/// <param name="group">The group.</param>
/// <param name="decide">What to do; gets the group as it is, or null when there is none.</param>
internal sealed class GroupOperation<T>(string group, Func<GroupChange, GroupState?, T> decide) : WriteOperation<T>
{
    public override bool Apply(WriteTransaction transaction)
    {
        transaction.UsedUncommitted = true;
        try
        {
            var change = new GroupChange(group, transaction);
            return Answer(decide(change, change.Read()), written: true);
        }
        catch (StaleClaimException e)
        {
            return Refuse(e);
        }
        catch (SqliteFailure e) when (e.IsConstraint)
        {
            // A change writes one row: when it is refused, nothing is left of it, and the rest of the commit is whole.
            return Refuse(e.ToStoreException());
        }
    }
}
