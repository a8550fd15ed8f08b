using System.Security.Cryptography;
using SmartCampus.Host.Settings;

namespace SmartCampus.Host.Paging;

/// <summary>The key of page tokens: the configured one, or one that is kept beside the data, so that tokens outlive a restart and are the same in every process on the file.</summary>
internal static class PageTokenKey
{
    public static byte[] For(CampusSettings settings) => settings.PageTokenKey
        ?? (settings.Store == StoreKind.Memory ? RandomNumberGenerator.GetBytes(PageTokens.KeyBytes) : ReadOrCreate($"{settings.Data}.key"));

    // Written aside and moved into place: a reader sees a whole key, and of two creators one wins.
    private static byte[] ReadOrCreate(string path)
    {
        if (!File.Exists(path))
        {
            var aside = $"{path}.{Guid.NewGuid():N}";
            WriteForOwner(aside, RandomNumberGenerator.GetBytes(PageTokens.KeyBytes));
            try
            {
                File.Move(aside, path);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(aside);
            }
        }

        var key = File.ReadAllBytes(path);
        return key.Length == PageTokens.KeyBytes
            ? key
            : throw new SettingsException($"{path} is not the {PageTokens.KeyBytes} bytes that page tokens are signed with: delete it, and a new one is made.");
    }

    private static void WriteForOwner(string path, byte[] key)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(key);
        file.Flush(flushToDisk: true);
    }
}
