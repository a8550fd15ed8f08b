using SmartCampus.MongoWire;
using Xunit;

namespace SmartCampus.Locking.Tests;

/// <summary>LM2, LM3, LM5 and LM11 over random histories of three managers and what becomes of their writes, compared with the few lines that say what must happen.</summary>
public sealed class ExplorationTests : LockTest
{
    private const int Steps = 120;
    private static readonly string[] Resources = ["a", "b"];

    private readonly MongoLockManager[] _managers = new MongoLockManager[3];
    private readonly Dictionary<string, (LockLease Lease, int Manager, DateTimeOffset Ends)> _valid = [];
    private readonly Dictionary<string, long> _highest = [];
    private readonly List<LockLease> _all = [];
    private readonly HashSet<long> _abandoned = [];

    public static TheoryData<int> Seeds => [1, 2, 3, 4, Environment.TickCount & 0xffff];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task What_managers_answer_is_what_the_rules_say(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < _managers.Length; i++) _managers[i] = Open();
        for (var step = 0; step < Steps; step++)
        {
            var resource = Resources[random.Next(Resources.Length)];
            var manager = random.Next(_managers.Length);
            if (random.Next(12) == 0) Server.Faults.Next("findAndModify", "locks", (Fault)random.Next((int)Fault.DiskFull));
            if (random.Next(40) == 0) Server.StepDown();
            switch (random.Next(8))
            {
                case 0 or 1 or 2:
                    await AcquireAsync(resource, manager, TimeSpan.FromSeconds(random.Next(1, 20)));
                    break;
                case 3 when _all.Count > 0:
                    await ReleaseAsync(_all[random.Next(_all.Count)]);
                    break;
                case 4 when _all.Count > 0:
                    await ExtendAsync(_all[random.Next(_all.Count)], TimeSpan.FromSeconds(random.Next(1, 20)));
                    break;
                case 5:
                    await BreakAsync(resource, manager, isReleased: random.Next(2) == 0);
                    break;
                case 6:
                    Advance(TimeSpan.FromSeconds(random.Next(1, 8)));
                    foreach (var over in _valid.Where(held => held.Value.Ends <= Clock.GetUtcNow()).ToList()) _valid.Remove(over.Key);
                    break;
                case 7 when random.Next(10) == 0:
                    await RestartAsync(manager);
                    break;
                default:
                    await InspectAsync(manager);
                    break;
            }
            var stored = Leases();
            Assert.Equal(stored.Count, stored.DistinctBy(lease => lease["r"]).Count());
        }
        Server.Faults.Clear();
        foreach (var manager in _managers) await manager.DisposeAsync();
        Assert.All(Leases(), lease => Assert.True(_abandoned.Contains(lease["t"].AsInt64) || lease["u"].ToUniversalTime() <= ServerTime.GetUtcNow()));
    }

    private async Task AcquireAsync(string resource, int manager, TimeSpan length)
    {
        var lease = await _managers[manager].TryAcquireAsync(resource, $"manager {manager}", AtOnce with { Lease = length }, Cancellation);
        Assert.Equal(_valid.ContainsKey(resource), lease is null);
        if (lease is not { } granted) return;
        Assert.True(granted.FencingToken > _highest.GetValueOrDefault(resource));
        _highest[resource] = granted.FencingToken;
        _valid.Add(resource, (granted, manager, Clock.GetUtcNow() + length));
        _all.Add(granted);
    }

    private async Task ReleaseAsync(LockLease lease)
    {
        Assert.Equal(IsValid(lease), await lease.ReleaseAsync(Cancellation));
        if (IsValid(lease)) _valid.Remove(lease.ResourceId);
    }

    private async Task ExtendAsync(LockLease lease, TimeSpan length)
    {
        if (IsValid(lease))
        {
            await lease.ExtendAsync(length, Cancellation);
            _valid[lease.ResourceId] = _valid[lease.ResourceId] with { Ends = Clock.GetUtcNow() + length };
            Assert.False(lease.LostToken.IsCancellationRequested);
        }
        else
        {
            await Assert.ThrowsAsync<LockNotOwnedException>(() => lease.ExtendAsync(length, Cancellation).AsTask());
        }
    }

    private async Task BreakAsync(string resource, int manager, bool isReleased)
    {
        var isHeld = _valid.Remove(resource, out var held);
        Assert.Equal(isHeld, await _managers[manager].BreakAsync(resource, Cancellation));
        // A holder elsewhere gets to know it at its next look, or when it asks.
        if (isHeld) await (isReleased ? ReleaseAsync(held.Lease) : ExtendAsync(held.Lease, TimeSpan.FromSeconds(1)));
    }

    private async Task RestartAsync(int manager)
    {
        await _managers[manager].DisposeAsync();
        _managers[manager] = Open();
        foreach (var given in _valid.Where(held => held.Value.Manager == manager).ToList())
        {
            // A close does not try for long: what the server did not get runs out by itself.
            if (Leases().Exists(lease => lease["r"] == given.Key)) _abandoned.Add(given.Value.Lease.FencingToken);
            else _valid.Remove(given.Key);
        }
    }

    private async Task InspectAsync(int manager) => Assert.Equal(
        _valid.OrderBy(held => held.Key).Select(held => (held.Key, held.Value.Lease.FencingToken, held.Value.Ends)),
        (await _managers[manager].InspectAsync(null, Cancellation)).Select(status => (status.ResourceId, status.FencingToken, status.ExpiresAt)));

    private bool IsValid(LockLease lease) => _valid.TryGetValue(lease.ResourceId, out var held) && held.Lease == lease;
}
