namespace SmartCampus.Events.Worker;

/// <summary>Flips a bit of a store's file, reads everything, and does it again with another bit: each call gives what it gave before, or says that the store is damaged.</summary>
public static class ByteFlips
{
    private const int PageSize = 4_096;

    /// <summary>Runs over every page of the file.</summary>
    /// <param name="folder">Where the files are made.</param>
    /// <param name="seed">Tells the bits.</param>
    /// <param name="perPage">How many bits of each page are flipped.</param>
    /// <param name="wholePages">In how many pages a bit of every byte is flipped as well; the first page is one of them.</param>
    /// <param name="keepsLog">Whether the end of the store is in the write-ahead log beside the file.</param>
    /// <param name="say">Takes a line for each flip that changes an answer unseen.</param>
    /// <returns>The numbers.</returns>
    /// <exception cref="AuditException">A flip changed an answer, and nothing was said.</exception>
    public static async Task<string> RunAsync(string folder, int seed, int perPage, int wholePages, bool keepsLog, Action<string> say)
    {
        ArgumentNullException.ThrowIfNull(say);
        var random = new Random(seed);
        var path = Path.Combine(folder, keepsLog ? "sound-log.db" : "sound.db");
        var sample = await SampleStore.CreateAsync(path, keepsLog);
        var file = await File.ReadAllBytesAsync(path);
        var log = keepsLog ? await File.ReadAllBytesAsync(path + "-wal") : [];
        path = Path.Combine(folder, "flipped.db");
        await PutAsync(path, file, log);
        var sound = await sample.ReadAsync(path);
        if (sound.ContainsValue(SampleStore.Refusal)) throw new AuditException("the sound file is refused");

        var (same, refused, unseen) = (0, 0, 0);
        foreach (var at in Offsets(file.Length, random, perPage, wholePages))
        {
            var bit = (byte)(1 << random.Next(8));
            file[at] ^= bit;
            await PutAsync(path, file, log);
            file[at] ^= bit;
            var found = await sample.ReadAsync(path);
            var changed = Changed(sound, found);
            if (changed is not null) say($"page {1 + (at / PageSize)}, offset {at % PageSize}, bit {bit}: {changed}");
            if (changed is not null) unseen++;
            else if (found.ContainsValue(SampleStore.Refusal)) refused++;
            else same++;
        }
        var numbers = $"{same + refused + unseen:n0} flips over {file.Length / PageSize} pages, {(keepsLog ? "with" : "without")} a log beside the file, seed {seed}: {refused:n0} found, {same:n0} without effect, {unseen} unseen";
        return unseen == 0 ? numbers : throw new AuditException(numbers);
    }

    private static IEnumerable<int> Offsets(int length, Random random, int perPage, int wholePages)
    {
        for (var page = 0; page < length; page += PageSize)
        {
            for (var i = 0; i < perPage; i++) yield return page + random.Next(PageSize);
            // What heads a page says where its rows are: a tenth of a page's bytes, and most of what can hide rows.
            for (var i = 0; i < perPage; i++) yield return page + random.Next(64);
        }
        for (var (whole, page) = (0, 0); whole < wholePages; whole++, page = random.Next(length / PageSize) * PageSize)
        {
            for (var at = 0; at < PageSize; at++) yield return page + at;
        }
    }

    /// <summary>Gives an answer that is neither as before nor an error.</summary>
    /// <remarks>
    /// A snapshot that is gone is no change, since snapshots are a cache. Nor is the row of a consumer group or of a dead letter: nothing
    /// tells that it is lost, as the package's README says.
    /// </remarks>
    private static string? Changed(Dictionary<string, string> sound, Dictionary<string, string> found)
    {
        if (found["open"] == SampleStore.Refusal) return null;
        // An append that was refused moves the positions of those after it.
        var isMoved = found.Any(f => f.Key.StartsWith("append", StringComparison.Ordinal) && f.Value == SampleStore.Refusal);
        foreach (var (name, was) in sound)
        {
            var isNow = found[name];
            if (isNow == was || isNow == SampleStore.Refusal) continue;
            if (isNow == "none" && name.StartsWith("snapshot", StringComparison.Ordinal)) continue;
            if (IsLostRow(name, was, isNow)) continue;
            if (isMoved && (name.StartsWith("append", StringComparison.Ordinal) || name == "log after appends")) continue;
            return $"{name}: {Difference(was, isNow)}";
        }
        return null;
    }

    private static bool IsLostRow(string name, string was, string isNow) => name.Split(' ')[0] switch
    {
        "checkpoint" => isNow == "0",
        "claim" => isNow.Contains("Epoch = 1,", StringComparison.Ordinal),
        "dead" => isNow.Length < was.Length && isNow.Split('\n').All(line => was.Contains(line, StringComparison.Ordinal)),
        _ => false,
    };

    private static string Difference(string was, string isNow)
    {
        var (before, after) = (was.Split('\n'), isNow.Split('\n'));
        var at = before.Zip(after).TakeWhile(lines => lines.First == lines.Second).Count();
        return $"{before.Length} lines became {after.Length}, line {at} '{Line(before, at)}' became '{Line(after, at)}'";
    }

    private static string Line(string[] lines, int at) => at >= lines.Length ? "" : lines[at].Length < 60 ? lines[at] : lines[at][..60] + "…";

    private static async Task PutAsync(string path, byte[] file, byte[] log)
    {
        File.Delete(path + "-shm");
        File.Delete(path + "-wal");
        await File.WriteAllBytesAsync(path, file);
        if (log.Length > 0) await File.WriteAllBytesAsync(path + "-wal", log);
    }
}
