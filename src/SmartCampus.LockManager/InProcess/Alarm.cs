namespace SmartCampus.Locking;

/// <summary>Calls when something is due. One for each lock manager; it costs a comparison when an earlier call is planned already.</summary>
/// <param name="ring">Does what is due, and tells when it wants to be called next; the end of time for not at all.</param>
internal abstract class Alarm(Func<long> ring)
{
    private long _armed = long.MaxValue;

    protected object Gate { get; } = new();

    /// <summary>When the next call is planned.</summary>
    protected long Armed => Volatile.Read(ref _armed);

    /// <summary>Sees to it that the call comes no later than this. Not to be called under a lock that the call takes.</summary>
    /// <returns>Whether a call had to be planned, which may have taken some time.</returns>
    public bool Arm(long due)
    {
        if (due >= Armed) return false;
        lock (Gate)
        {
            if (due >= _armed) return false;
            Volatile.Write(ref _armed, due);
            Plan(due);
        }
        return true;
    }

    public static Alarm For(TimeProvider time, Func<long> ring) =>
        time == TimeProvider.System ? new ThreadAlarm(time, ring) : new TimerAlarm(time, ring);

    protected abstract void Plan(long due);

    /// <summary>Forgets the planned call before it is made, so that whatever becomes due meanwhile plans another.</summary>
    protected void Disarm()
    {
        lock (Gate) Volatile.Write(ref _armed, long.MaxValue);
    }

    protected void Ring()
    {
        Disarm();
        Arm(ring());
    }
}
