namespace SmartCampus.RegistrationDay.Itc;

/// <summary>A file is not a usable ITC 2019 instance; nothing of it was imported.</summary>
public sealed class ItcFormatException : Exception
{
    /// <summary>Says what is wrong and where.</summary>
    public ItcFormatException(string file, int line, string problem, Exception? innerException = null)
        : base(line > 0 ? $"{file}, line {line}: {problem}" : $"{file}: {problem}", innerException) =>
        (File, Line, Problem) = (file, line, problem);

    /// <summary>The name of the file.</summary>
    public string File { get; }

    /// <summary>The line, from 1; 0 when the problem is with the file as a whole.</summary>
    public int Line { get; }

    /// <summary>What is wrong.</summary>
    public string Problem { get; }
}
