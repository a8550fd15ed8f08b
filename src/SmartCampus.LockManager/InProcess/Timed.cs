namespace SmartCampus.Locking;

/// <summary>Something that is due at a time, by the clock's timestamps.</summary>
internal abstract class Timed
{
    public long Due { get; set; }

    /// <summary>Where it is in its heap; for the heap.</summary>
    public int Place { get; set; }
}
