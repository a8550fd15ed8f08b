using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SmartCampus.Events.Worker;
using Xunit;

namespace SmartCampus.Events.Tests;

public sealed class RegistrationTests : IDisposable
{
    private readonly StoreFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task UseSqlite_registers_one_store_under_its_three_contracts_with_the_clock_of_the_application()
    {
        var now = new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);
        await using var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(new FakeTimeProvider(now))
            .AddEventStore(store => store.UseSqlite(_file.Path).AddEvents(types => types.Add("seat-taken", WorkerJson.Default.SeatTaken)))
            .BuildServiceProvider();
        var store = services.GetRequiredService<IEventStore>();
        Assert.Same(store, services.GetRequiredService<ICheckpointStore>());
        Assert.Same(store, services.GetRequiredService<IDeadLetterStore>());
        await store.AppendAsync(Steps.Part(Steps.Room, ExpectedVersion.NoStream), TestContext.Current.CancellationToken);
        Assert.Equal(now, Assert.Single(await ((SqliteEventStore)store).ReadAsync(Steps.Room)).RecordedAt);
    }

    [Fact]
    public async Task A_container_that_is_disposed_synchronously_closes_the_store()
    {
        IEventStore store;
        using (var services = new ServiceCollection().AddEventStore(builder => builder.UseSqlite(_file.Path)).BuildServiceProvider())
            store = services.GetRequiredService<IEventStore>();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.ReadAllPageAsync(new AllReadOptions(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_bad_option_is_found_when_it_is_given() =>
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddEventStore(store => store.UseSqlite("")));
}
