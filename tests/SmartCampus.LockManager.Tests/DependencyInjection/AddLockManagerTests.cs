using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace SmartCampus.Locking.Tests.DependencyInjection;

public sealed class AddLockManagerTests
{
    [Fact]
    public void There_is_one_manager_and_it_is_the_in_process_one()
    {
        using var services = new ServiceCollection().AddLockManager().AddLockManager().BuildServiceProvider();

        Assert.IsType<InProcessLockManager>(Assert.Single(services.GetServices<ILockManager>()));
        Assert.Same(services.GetRequiredService<ILockManager>(), services.GetRequiredService<ILockManager>());
    }

    [Fact]
    public async Task Managers_with_keys_have_locks_of_their_own()
    {
        await using var services = new ServiceCollection().AddLockManager().AddLockManager("rooms").BuildServiceProvider();
        await services.GetRequiredService<ILockManager>().AcquireAsync("a", "ada");

        Assert.NotNull(await services.GetRequiredKeyedService<ILockManager>("rooms").TryAcquireAsync("a", "bob", new LockOptions { WaitTimeout = TimeSpan.Zero }));
    }

    [Fact]
    public void A_manager_that_is_there_stays()
    {
        var own = new InProcessLockManager();
        using var services = new ServiceCollection().AddSingleton<ILockManager>(own).AddLockManager().BuildServiceProvider();

        Assert.Same(own, services.GetRequiredService<ILockManager>());
    }

    // LM9, LM11
    [Fact]
    public async Task The_applications_clock_and_meters_are_used()
    {
        var clock = new FakeTimeProvider();
        await using var services = new ServiceCollection().AddSingleton<IMeterFactory, Meters>().AddSingleton<TimeProvider>(clock).AddLockManager().BuildServiceProvider();
        var factory = services.GetRequiredService<IMeterFactory>();
        var acquired = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Scope == factory && instrument.Name == "smartcampus.lock.acquired") listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => acquired += value);
        listener.Start();

        var lease = await services.GetRequiredService<ILockManager>().AcquireAsync("a", "ada");
        clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(1, acquired);
        Assert.True(lease.LostToken.IsCancellationRequested);
    }
}
