namespace SmartCampus.MongoWire;

/// <summary>The stand-in does not implement what was asked. A real server might: hence it is said aloud and kept in <see cref="MongoWireServer.Refused"/>.</summary>
internal sealed class Refusal : CommandException
{
    private Refusal(string what)
        : base(238, "NotImplemented", $"The stand-in does not implement {what}.") => What = what;

    public string What { get; }

    public static Refusal Of(string what) => new(what);
}
