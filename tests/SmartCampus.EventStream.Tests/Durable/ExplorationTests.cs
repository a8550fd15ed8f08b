using Xunit;

namespace SmartCampus.Streams.Tests.Durable;

public abstract class ExplorationTests<TStore>(int seeds) : DurableTest
    where TStore : StoreUnderTest, new()
{
    [Fact]
    public async Task Whatever_happens_each_event_has_its_effect_in_the_order_of_its_stream_and_no_checkpoint_is_ahead() // ST8
    {
        for (var seed = 1; seed <= seeds; seed++)
        {
            // Only for what never ends: the seed is then told like that of any other failure.
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            patience.CancelAfter(TimeSpan.FromMinutes(1));
            try
            {
                await using var store = new TStore();
                await using var exploration = new Exploration(store, seed);
                await exploration.RunAsync(patience.Token);
            }
            catch (Exception e) when (!Cancellation.IsCancellationRequested)
            {
                throw new InvalidOperationException($"Seed {seed}: {e.Message}", e);
            }
        }
    }
}

public sealed class ExplorationInMemoryTests() : ExplorationTests<InMemoryStore>(seeds: 400);

public sealed class ExplorationSqliteTests() : ExplorationTests<SqliteStore>(seeds: 20);
