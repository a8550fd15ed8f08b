namespace SmartCampus.Locking;

/// <summary>An alarm with a thread of its own, because timers call on the thread pool, which may be starved. The thread lives while something is planned.</summary>
internal sealed class ThreadAlarm(TimeProvider time, Func<long> ring) : Alarm(ring)
{
    private bool _runs;

    protected override void Plan(long due)
    {
        if (_runs)
        {
            Monitor.Pulse(Gate);
            return;
        }
        _ = OwnThread.Start("SmartCampus.LockManager deadlines", Run);
        _runs = true;
    }

    private void Run()
    {
        while (WaitUntilDue()) Ring();
    }

    private bool WaitUntilDue()
    {
        lock (Gate)
        {
            while (Armed != long.MaxValue)
            {
                var left = time.GetElapsedTime(time.GetTimestamp(), Armed);
                if (left <= TimeSpan.Zero) return true;
                Monitor.Wait(Gate, (int)Math.Ceiling(left.TotalMilliseconds));
            }
            _runs = false;
            return false;
        }
    }
}
