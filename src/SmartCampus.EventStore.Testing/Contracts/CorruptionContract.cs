using Xunit;

namespace SmartCampus.Events.Testing;

/// <summary>ES13: a flipped byte of a stored event is found by whoever reads the event, and reported with its position; nothing is skipped.</summary>
/// <typeparam name="TFactory">Makes the stores of the provider under test, and damages what they have written.</typeparam>
public abstract class CorruptionContract<TFactory> : EventStoreContract<TFactory>
    where TFactory : IDamageableStoreFactory, new()
{
    private static readonly StreamId A = new("a");
    private static readonly EventData Damaged = new(new Noted("2")) { Metadata = new EventMetadata { Actor = "ada" } };

    private readonly List<GlobalPosition> _positions = [];

    [Fact]
    public async Task A_flipped_byte_of_data_or_metadata_is_found_on_every_read_path()
    {
        await FillAsync();
        var stored = Store.Serializer.Serialize(Damaged);
        var (data, all) = (stored.Data.Length, stored.Data.Length + stored.Metadata.Length);
        foreach (var offset in (int[])[0, data / 2, data - 1, data, (data + all) / 2, all - 1])
        {
            await DamageAsync(offset);
            foreach (var read in Reads())
            {
                var corrupt = await Assert.ThrowsAsync<CorruptEventException>(read);
                Assert.Equal(_positions[2], corrupt.Position);
            }
            await DamageAsync(offset); // Mends it.
            await AssertNotesAsync("a", "1", "2", "3");
        }
    }

    [Theory]
    [InlineData(ReadDirection.Forward)]
    [InlineData(ReadDirection.Backward)]
    public async Task A_reader_gets_what_precedes_the_damage_and_never_what_follows_it(ReadDirection direction)
    {
        await FillAsync();
        await DamageAsync(0);
        var seen = new List<GlobalPosition>();
        var reading = Store.ReadAllAsync(new AllReadOptions { Direction = direction, MaxCount = 1 }, Cancellation);

        await Assert.ThrowsAsync<CorruptEventException>(async () =>
        {
            await foreach (var envelope in reading) seen.Add(envelope.Position);
        });

        Assert.Equal(direction == ReadDirection.Forward ? _positions[..2] : [_positions[4], _positions[3]], seen);
    }

    [Fact]
    public async Task Damage_to_one_event_leaves_the_others_and_other_streams_as_they_were()
    {
        await FillAsync();
        await DamageAsync(0);

        await AssertNotesAsync("b", "x", "y");
        Assert.Equal(_positions[3..], (await ReadAllAsync(new AllReadOptions { After = _positions[2] })).Select(e => e.Position));
        Assert.Equal(3, Assert.Single((await Store.ReadStreamPageAsync(A, new StreamReadOptions { From = 3 }, Cancellation)).Events).Version.Value);
        await AppendAsync("b", ExpectedVersion.Exactly(2), "z");
        await AssertNotesAsync("b", "x", "y", "z");
    }

    [Fact]
    public async Task A_damaged_snapshot_is_passed_over_for_an_older_one_and_for_the_events() // ES8
    {
        await FillAsync();
        foreach (var version in (long[])[1, 2]) await Store.SaveSnapshotAsync(new Snapshot(A, version, "s", "state"u8.ToArray()), Cancellation);
        await CloseAsync();
        await Factory.DamageSnapshotAsync(A, 2);
        await OpenAsync();
        Assert.Equal(1, (await Store.GetLatestSnapshotAsync(A, "s", null, Cancellation))!.Version.Value);

        await CloseAsync();
        await Factory.DamageSnapshotAsync(A, 1);
        await OpenAsync();
        Assert.Null(await Store.GetLatestSnapshotAsync(A, "s", null, Cancellation));
        Assert.Equal(3, (await Store.ReplayAsync(A, "s", null, Cancellation)).Events.Count);
    }

    private Func<Task>[] Reads() =>
    [
        async () => await ReadAsync("a"),
        async () => await Store.ReadStreamAsync(A, new StreamReadOptions { Direction = ReadDirection.Backward }, Cancellation).ToListAsync(Cancellation),
        async () => await Store.ReadStreamPageAsync(A, new StreamReadOptions { From = 2, MaxCount = 1 }, Cancellation),
        async () => await ReadAllAsync(),
        async () => await ReadAllAsync(new AllReadOptions { Direction = ReadDirection.Backward }),
        async () => await ReadAllAsync(new AllReadOptions { Filter = new EventFilter { StreamPrefix = "a" } }),
        async () => await Store.FollowAllAsync(null, Cancellation).ToListAsync(Cancellation),
        async () => await Store.ReplayAsync(A, null, null, Cancellation),
    ];

    private async Task FillAsync()
    {
        await AppendAsync("a", "1");
        await AppendAsync("b", "x");
        await AppendAsync(new StreamAppend(A, ExpectedVersion.Any, [Damaged]));
        await AppendAsync("b", "y");
        await AppendAsync("a", "3");
        _positions.AddRange((await ReadAllAsync()).Select(e => e.Position));
    }

    private async Task DamageAsync(int offset)
    {
        await CloseAsync();
        await Factory.DamageEventAsync(_positions[2], offset);
        await OpenAsync();
    }
}
