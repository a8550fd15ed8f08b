namespace SmartCampus.Events;

/// <summary>What an append expects of a stream; a stream that differs makes the append a conflict.</summary>
/// <remarks>The default value is <see cref="Any"/>. Immutable and safe to share between threads.</remarks>
public readonly record struct ExpectedVersion
{
    private const long AnyValue = 0, NoStreamValue = -1, StreamExistsValue = -2;

    private readonly long _value;

    private ExpectedVersion(long value) => _value = value;

    /// <summary>Whatever the stream holds: such an append never conflicts.</summary>
    public static ExpectedVersion Any => new(AnyValue);

    /// <summary>The stream was never written, or was deleted. <c>Exactly(0)</c> is the same.</summary>
    public static ExpectedVersion NoStream => new(NoStreamValue);

    /// <summary>The stream has at least one event and is not deleted.</summary>
    public static ExpectedVersion StreamExists => new(StreamExistsValue);

    /// <summary>The stream's last version is this one, and it is not deleted.</summary>
    /// <param name="version">The version; 0 means <see cref="NoStream"/>.</param>
    public static ExpectedVersion Exactly(StreamVersion version) => new(version.Value == 0 ? NoStreamValue : version.Value);

    /// <summary>The version asked for by <see cref="Exactly"/>, or null for the other expectations.</summary>
    public StreamVersion? Version => _value > 0 ? new StreamVersion(_value) : null;

    /// <summary>Whether a stream is as expected.</summary>
    /// <param name="head">The version of the stream's last event, 0 when it has none.</param>
    /// <param name="deleted">Whether the stream is deleted, so that it counts as absent although its versions go on.</param>
    public bool Accepts(StreamVersion head, bool deleted) => _value switch
    {
        AnyValue => true,
        NoStreamValue => head.Value == 0 || deleted,
        StreamExistsValue => head.Value > 0 && !deleted,
        _ => head.Value == _value && !deleted,
    };

    /// <inheritdoc/>
    public override string ToString() => _value switch
    {
        AnyValue => "any version",
        NoStreamValue => "no stream",
        StreamExistsValue => "an existing stream",
        _ => $"version {_value}",
    };
}
