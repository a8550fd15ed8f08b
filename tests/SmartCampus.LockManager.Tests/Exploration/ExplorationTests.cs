using Xunit;

namespace SmartCampus.Locking.Tests.Exploration;

public sealed class ExplorationTests
{
    // LM1 to LM8, LM11. A failure names its seed; new Explorer(seed).Run(300) repeats it.
    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(200)]
    [InlineData(300)]
    [InlineData(400)]
    public void Whatever_happens_in_whatever_order_the_locks_do_as_the_model_does(int first)
    {
        for (var seed = first; seed < first + 100; seed++) new Explorer(seed).Run(300);
    }
}
