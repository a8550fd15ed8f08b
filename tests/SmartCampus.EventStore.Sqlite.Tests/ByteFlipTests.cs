using SmartCampus.Events.Worker;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>ES13 for a flipped bit anywhere in the file: a sample of what the worker's command <c>flip</c> does for every page.</summary>
public sealed class ByteFlipTests : IDisposable
{
    private readonly StoreFile _file = new();

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_flipped_bit_changes_no_answer_or_is_reported(bool keepsLog)
    {
        var seed = Environment.TickCount & 0xffff;
        var say = TestContext.Current.TestOutputHelper!;
        say.WriteLine(await ByteFlips.RunAsync(Path.GetDirectoryName(_file.Path)!, seed, perPage: 1, wholePages: 0, keepsLog, say.WriteLine));
    }
}
