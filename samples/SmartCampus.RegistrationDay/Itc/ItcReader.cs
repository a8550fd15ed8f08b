using System.Globalization;
using System.Xml;

namespace SmartCampus.RegistrationDay.Itc;

/// <summary>Reads instances of the International Timetabling Competition 2019.</summary>
/// <remarks>
/// The format: https://www.itc2019.org/format. The file is not trusted: its document type is ignored, so no entity is expanded
/// and nothing is fetched; it may have at most 64 MiB; and every attribute and reference is checked before anything is returned.
/// </remarks>
public static class ItcReader
{
    /// <summary>The greatest size of a file in bytes, and of its text in characters: 64 Mi.</summary>
    public const int MaxSize = 64 * 1024 * 1024;

    /// <summary>Reads a file.</summary>
    /// <exception cref="ItcFormatException">The file is too large, or no usable instance.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static ItcInstance Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return Read(stream, Path.GetFileName(path));
    }

    /// <summary>Reads a stream from its current position to its end.</summary>
    /// <param name="stream">The stream; stays open.</param>
    /// <param name="file">What to call it in errors.</param>
    /// <exception cref="ItcFormatException">The stream is too large, or no usable instance.</exception>
    public static ItcInstance Read(Stream stream, string file)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.CanSeek && stream.Length > MaxSize)
            throw new ItcFormatException(file, 0, string.Create(CultureInfo.InvariantCulture, $"the file has {stream.Length:N0} bytes; at most {MaxSize:N0} are read."));
        try
        {
            using var reader = XmlReader.Create(stream, Settings());
            return new ItcInstanceReader(new ItcXml(reader, file)).Read();
        }
        catch (XmlException exception)
        {
            throw new ItcFormatException(file, exception.LineNumber, "this is not well-formed XML, or it is cut off or too large: " + exception.Message, exception);
        }
    }

    private static XmlReaderSettings Settings() => new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        MaxCharactersInDocument = MaxSize,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };
}
