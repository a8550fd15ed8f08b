using SmartCampus.Events.Worker;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>ES1 to ES6 and ES8 under <c>kill -9</c>: a few rounds of what the worker's command <c>kill</c> does a hundred times.</summary>
public sealed class KillTests : IDisposable
{
    private readonly StoreFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Whatever_the_moment_of_a_kill_every_acknowledged_append_of_50_clients_is_there_whole_and_once()
    {
        var seed = Environment.TickCount & 0xffff;
        var say = TestContext.Current.TestOutputHelper!;
        say.WriteLine(await KillRounds.RunAsync(Path.GetDirectoryName(_file.Path)!, rounds: 3, seed, say.WriteLine));
    }
}
