namespace SmartCampus.Enrollments;

/// <summary>What the ids have in common, so that one JSON converter and one kind of error serve all of them.</summary>
internal interface ITextId<TSelf>
    where TSelf : struct, ITextId<TSelf>
{
    static abstract string Kind { get; }

    static abstract string Rule { get; }

    string Value { get; }

    static abstract bool TryParse(string? value, out TSelf id);
}
