using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>The statements of a write command one by one: an ordered command stops at the first that fails, an unordered one goes on.</summary>
internal static class WriteBatch
{
    /// <param name="context">The command.</param>
    /// <param name="field">The name of the field with the statements.</param>
    /// <param name="apply">Applies a statement; its answer has <c>n</c>, and null stands for one that changed nothing worth remembering.</param>
    /// <param name="total">Adds a statement's answer, by its index, to the answer of the command.</param>
    public static BsonDocument Run(CommandContext context, string field, Func<Mutation, BsonDocument, WriteResult> apply, Action<BsonDocument, BsonDocument, int> total)
    {
        var statements = context.Request.Body[field].AsBsonArray;
        if (statements.Count is 0 or > Limits.WriteBatch)
        {
            throw new CommandException(16, "InvalidLength", $"Write batch sizes must be between 1 and {Limits.WriteBatch}. Got {statements.Count} operations.");
        }

        var until = context.Interrupted ? (statements.Count + 1) / 2 : statements.Count;
        return context.Write(mutation => Run(mutation, context, new BsonArray(statements.Take(until)), apply, total));
    }

    private static BsonDocument Run(
        Mutation mutation, CommandContext context, BsonArray statements, Func<Mutation, BsonDocument, WriteResult> apply, Action<BsonDocument, BsonDocument, int> total)
    {
        var request = context.Request;
        var retries = new Retries(mutation, request);
        var reply = new BsonDocument("n", 0);
        var errors = new BsonArray();
        for (var i = 0; i < statements.Count; i++)
        {
            try
            {
                if (i == 0 && context.FirstRefused)
                {
                    throw new CommandException(121, "DocumentValidationFailure", "Document failed validation");
                }

                var answer = retries.Earlier(i) ?? Apply(mutation, statements[i].AsBsonDocument, i, apply, retries);
                reply["n"] = reply["n"].AsInt32 + answer["n"].AsInt32;
                total(reply, answer, i);
            }
            catch (CommandException failed) when (failed is not Refusal)
            {
                errors.Add(Error(failed, i));
                if (request.Flag("ordered", otherwise: true))
                {
                    break;
                }
            }
        }

        return retries.AddTo(errors.Count == 0 ? reply : reply.Add("writeErrors", errors));
    }

    private static BsonDocument Apply(Mutation mutation, BsonDocument statement, int i, Func<Mutation, BsonDocument, WriteResult> apply, Retries retries)
    {
        var result = apply(mutation, statement);
        if (result.Changed)
        {
            retries.Applied(i, result.Answer);
        }

        return result.Answer;
    }

    private static BsonDocument Error(CommandException failed, int index)
    {
        var error = new BsonDocument { { "index", index }, { "code", failed.Code }, { "errmsg", failed.Message } };
        return failed.Extra is null ? error : error.Merge(failed.Extra);
    }
}
