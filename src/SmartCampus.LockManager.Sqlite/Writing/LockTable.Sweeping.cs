namespace SmartCampus.Locking;

internal sealed partial class LockTable
{
    private const int GrantsPerSweep = 4_096;
    private int _grantsUntilSweep;

    /// <summary>Whether to look, when there is nothing else to do, for what dead processes have left: at the start, and now and then.</summary>
    public bool IsSweepDue => _grantsUntilSweep <= 0;

    /// <summary>Deletes some of it.</summary>
    public void Sweep()
    {
        // When this fails, it is not tried again at once.
        _grantsUntilSweep = GrantsPerSweep;
        if (transaction.Tables.DeleteExpired(_clock.Now)) _grantsUntilSweep = 0;
    }
}
