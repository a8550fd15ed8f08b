using System.Collections.Immutable;
using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>
/// Retryable writes: a session numbers its write commands, and a number that comes again gets, statement by statement, the answer that it got at first.
/// What changed nothing is not remembered and runs again, as on the server, which looks into its operation log.
/// </summary>
internal sealed class Retries
{
    private readonly Mutation _mutation;
    private readonly BsonValue? _session;
    private SessionRecord? _record;

    public Retries(Mutation mutation, Request request)
    {
        _mutation = mutation;
        if (request.Transaction is not { } number)
        {
            return;
        }

        _session = request.Session ?? throw new CommandException(72, "InvalidOptions", "Transaction number requires a session ID to also be specified");
        _record = mutation.State.Sessions.GetValueOrDefault(_session);
        if (_record?.Transaction > number)
        {
            throw new CommandException(
                225, "TransactionTooOld", $"Retryable write with txnNumber {number} is prohibited on session {_session} because a newer retryable write with txnNumber {_record.Transaction} has already started on this session.");
        }

        if (_record?.Transaction != number)
        {
            Keep(new SessionRecord(number, ImmutableDictionary<int, BsonDocument>.Empty));
        }
    }

    /// <summary>The statements that an earlier command with this number has applied.</summary>
    public BsonArray Repeated { get; } = [];

    public BsonDocument? Earlier(int statement)
    {
        var answer = _record?.Statements.GetValueOrDefault(statement);
        if (answer is not null)
        {
            Repeated.Add(statement);
        }

        return answer;
    }

    public void Applied(int statement, BsonDocument answer)
    {
        if (_record is not null)
        {
            Keep(_record with { Statements = _record.Statements.SetItem(statement, answer) });
        }
    }

    public BsonDocument AddTo(BsonDocument reply) => Repeated.Count == 0 ? reply : reply.Add("retriedStmtIds", Repeated);

    private void Keep(SessionRecord record)
    {
        _record = record;
        _mutation.Remember(_session!, record);
    }
}
