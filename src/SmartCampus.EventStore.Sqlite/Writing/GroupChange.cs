using System.Text;

namespace SmartCampus.Events;

/// <summary>Reads and writes one consumer group inside the writer's transaction.</summary>
internal sealed class GroupChange(string group, WriteTransaction transaction)
{
    /// <summary>The time by the store's clock, in ticks of UTC.</summary>
    public long Now => transaction.Now;

    public GroupState? Read()
    {
        var row = transaction.Tables.Group;
        if (!row.BindText(1, group).Step()) return null;
        try
        {
            return SideRows.GroupState(row);
        }
        finally
        {
            row.Reset();
        }
    }

    public void Write(GroupState state, string owner) => transaction.Tables.PutGroup
        .BindText(1, group).Bind(2, state.Epoch).BindText(3, owner).Bind(4, state.ExpiresAt).Bind(5, state.Released ? 1 : 0).Bind(6, state.Position)
        .Bind(7, SideRows.GroupChecksum(Encoding.UTF8.GetBytes(group), Encoding.UTF8.GetBytes(owner), state)).Execute();

    public void WriteLetter(DeadLetter letter) => transaction.Tables.PutLetter
        .BindText(1, group).Bind(2, letter.Position.Value).BindText(3, letter.Stream.Value).BindText(4, letter.EventType).BindText(5, letter.Reason)
        .Bind(6, letter.Attempts).Bind(7, letter.FailedAt.UtcTicks)
        .Bind(8, SideRows.LetterChecksum(letter)).Execute();

    public bool RemoveLetter(GlobalPosition position)
    {
        var count = transaction.Tables.CountLetter;
        if (!count.BindText(1, group).Bind(2, position.Value).Step()) return false;
        count.Reset();
        transaction.Tables.RemoveLetter.BindText(1, group).Bind(2, position.Value).Execute();
        return true;
    }
}
