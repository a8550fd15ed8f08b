using Xunit;

namespace SmartCampus.Streams.Tests.InProcess;

/// <summary>
/// Explores interleavings of publishing, subscribing from kept positions, slow and failing handlers, leaving and stopping. A seed decides what the actors do; the thread pool decides when,
/// and the promises hold whenever. The model is the order of positions that the publishers were told.
/// </summary>
public sealed class HandOverExploration
{
    private const int Seeds = 400;

    [Fact] // ST1, ST5, ST7
    public async Task Every_subscription_and_reader_has_received_a_run_without_a_gap_or_a_duplicate()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            try
            {
                await using var scenario = new HandOverScenario(seed);
                await scenario.RunAsync().Soon();
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Seed {seed}: {failure.Message}", failure);
            }
        }
    }
}
