using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace SmartCampus.Events.Tests;

public sealed class RegistrationTests
{
    [Fact]
    public async Task UseMongoDB_registers_one_store_under_its_three_contracts_with_the_clock_of_the_application()
    {
        await using var campus = await Campus.StartAsync();
        var now = new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);
        await using var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(new FakeTimeProvider(now))
            .AddEventStore(store => store.UseMongoDB(campus.Options.ConnectionString, campus.Options.Database).AddEvents(types => types.Add("seat-taken", SeatJson.Default.SeatTaken)))
            .BuildServiceProvider();
        var store = services.GetRequiredService<IEventStore>();
        Assert.Same(store, services.GetRequiredService<ICheckpointStore>());
        Assert.Same(store, services.GetRequiredService<IDeadLetterStore>());

        await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream), Campus.Cancellation);

        Assert.Equal(now, Assert.Single(await Campus.ReadAllAsync(store)).RecordedAt);
    }

    [Fact]
    public async Task A_container_that_is_disposed_synchronously_closes_the_store()
    {
        await using var campus = await Campus.StartAsync();
        IEventStore store;
        using (var services = new ServiceCollection().AddEventStore(builder => builder.UseMongoDB(campus.Options)).BuildServiceProvider())
            store = services.GetRequiredService<IEventStore>();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.ReadAllPageAsync(new AllReadOptions(), Campus.Cancellation));
    }

    [Fact]
    public void A_bad_option_is_found_when_it_is_given() =>
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddEventStore(store => store.UseMongoDB("mongodb://127.0.0.1/?w=1", "campus")));
}
