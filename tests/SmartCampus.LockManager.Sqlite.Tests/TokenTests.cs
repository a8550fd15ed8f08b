using Xunit;

namespace SmartCampus.Locking.Tests;

/// <summary>LM3: tokens rise, whatever becomes of leases, processes, the machine and the file.</summary>
public sealed class TokenTests : LockTest
{
    [Fact]
    public async Task Tokens_rise_over_release_expiry_and_break()
    {
        await using var locks = Open();
        var tokens = new List<long>();
        for (var round = 0; round < 3; round++)
        {
            var released = await AcquireAsync(locks);
            await released.ReleaseAsync(Cancellation);
            var expired = await AcquireAsync(locks);
            Clock.Advance(TimeSpan.FromMinutes(1));
            var broken = await AcquireAsync(locks);
            await locks.BreakAsync("a", Cancellation);
            tokens.AddRange([released.FencingToken, expired.FencingToken, broken.FencingToken]);
        }

        Assert.Equal(tokens.Distinct().Order(), tokens);
    }

    [Fact]
    public async Task After_a_start_of_the_machine_tokens_are_above_all_that_a_loss_of_power_may_have_taken()
    {
        long before;
        await using (var locks = Open()) before = (await AcquireAsync(locks)).FencingToken;

        await using var again = Open("second");

        Assert.True((await AcquireAsync(again)).FencingToken >= before + (1L << 30));
    }

    [Fact]
    public async Task A_file_that_is_made_anew_goes_on_above_the_one_before()
    {
        long before;
        await using (var locks = Open()) before = (await AcquireAsync(locks)).FencingToken;
        File.Delete(Folder.Path);
        Clock.Advance(TimeSpan.FromSeconds(1));

        await using var anew = Open();

        Assert.True((await AcquireAsync(anew)).FencingToken > before);
    }

    [Fact]
    public async Task A_token_stays_the_same_when_its_lease_is_extended()
    {
        await using var locks = Open();
        var lease = await AcquireAsync(locks);

        await lease.ExtendAsync(TimeSpan.FromMinutes(2), Cancellation);

        Assert.Equal(lease.FencingToken, Assert.Single(await locks.InspectAsync("a", Cancellation)).FencingToken);
    }

    private async Task<LockLease> AcquireAsync(SqliteLockManager locks) => await locks.AcquireAsync("a", "ada", AtOnce, Cancellation);
}
