using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>ES13 over a whole file: a flipped bit anywhere in it is found by the integrity check, or changes nothing that can be read.</summary>
public sealed class FlippedByteTests : IDisposable
{
    private const int Flips = 400;

    private readonly StoreFile _file = new();

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_flipped_bit_is_found_or_changes_nothing_that_can_be_read(int seed)
    {
        await using (await CampusFile.WriteAsync(_file, 4)) { }
        _file.Execute("pragma wal_checkpoint(truncate); pragma journal_mode = delete;");
        var (sound, dump) = (await File.ReadAllBytesAsync(_file.Path, Cancellation), _file.Dump());
        var random = new Random(seed);
        var found = 0;
        for (var flip = 0; flip < Flips; flip++)
        {
            var (at, bit) = (random.Next(sound.Length), random.Next(8));
            var damaged = sound.ToArray();
            damaged[at] ^= (byte)(1 << bit);
            await File.WriteAllBytesAsync(_file.Path, damaged, Cancellation);
            if (await IsFoundAsync()) found++;
            else Assert.True(dump.SequenceEqual(_file.Dump()), $"Seed {seed}: bit {bit} of byte {at} was flipped, which changes what is read, and the check found nothing.");
        }
        // Most of the bytes hold something; the rest are free space and counters.
        Assert.True(found > Flips / 4, $"Seed {seed}: only {found} flips were found, as if nothing were checked.");
    }

    private async Task<bool> IsFoundAsync()
    {
        try
        {
            return !(await SqliteEventStore.CheckIntegrityAsync(_file.Path, null, Cancellation)).IsSound;
        }
        catch (EventStoreException)
        {
            // The very beginning of the file is damaged.
            return true;
        }
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
