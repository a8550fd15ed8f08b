using Xunit;

namespace SmartCampus.Locking.Testing;

/// <summary>LM3: tokens go on to rise when the manager is opened again.</summary>
/// <typeparam name="TFactory">Makes the lock managers of the provider under test.</typeparam>
public abstract class RestartContract<TFactory> : LockContract<TFactory>
    where TFactory : ILockManagerFactory, new()
{
    [Fact]
    public async Task Tokens_rise_over_a_restart()
    {
        var tokens = new List<long>();
        for (var round = 0; round < 3; round++)
        {
            var lease = await AcquireAsync("a", "ada");
            tokens.Add(lease.FencingToken);
            Assert.True(await lease.ReleaseAsync(Cancellation));
            await CloseAsync();
            await OpenAsync();
        }

        Assert.Equal(tokens.Distinct().Order(), tokens);
    }
}
