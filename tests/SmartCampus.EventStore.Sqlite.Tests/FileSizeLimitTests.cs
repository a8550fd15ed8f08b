using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using SmartCampus.Events.Worker;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>ES14 with writes that the operating system refuses: the other process may not make its files any longer for a while.</summary>
public sealed partial class FileSizeLimitTests : IDisposable
{
    private const int FileSize = 1;

    private readonly StoreFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task A_limit_on_the_size_of_files_fails_appends_and_no_reads_and_they_work_again_when_it_is_lifted()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Limits of another process are set by Linux only (prlimit).");
        // The signal that comes with the error would end the process; what a shell ignores its successor ignores.
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])["-c", "trap '' XFSZ; exec dotnet \"$0\" fill \"$1\"", typeof(WorkerProcess).Assembly.Location, _file.Path]) start.ArgumentList.Add(argument);
        using var worker = Process.Start(start)!;
        try
        {
            await LineAsync(worker, line => line is ["stored", "5"]);
            // The write-ahead log reaches it first, in the middle of some page.
            Limit(worker, 1_234_567);
            var refused = await LineAsync(worker, line => line[0] == "refused");
            Assert.Equal(nameof(EventStoreUnavailableException), refused[1]);
            for (var i = 0; i < 3; i++)
            {
                await worker.StandardInput.WriteLineAsync("again");
                Assert.Equal(refused, await LineAsync(worker, _ => true));
            }

            Limit(worker, ulong.MaxValue);
            await worker.StandardInput.WriteLineAsync("again");
            var head = int.Parse(refused[2], CultureInfo.InvariantCulture);
            Assert.Equal(["stored", $"{head + 1}"], await LineAsync(worker, _ => true));
            await LineAsync(worker, line => line[1] == $"{head + 20}");
            worker.Kill();
            await worker.WaitForExitAsync(TestContext.Current.CancellationToken);
            await using var store = _file.Open();
            Assert.True((await store.VerifyAsync())[Steps.Room] >= head + 20);
        }
        finally
        {
            if (!worker.HasExited) worker.Kill();
        }
    }

    private static async Task<string[]> LineAsync(Process worker, Func<string[], bool> isWanted)
    {
        while (await worker.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Split(' ') is var parts && isWanted(parts)) return parts;
        }
        throw new InvalidOperationException("The process has ended.");
    }

    private static void Limit(Process process, ulong bytes)
    {
        ulong[] softAndHard = [bytes, ulong.MaxValue];
        if (PrLimit(process.Id, FileSize, softAndHard, 0) != 0) throw new InvalidOperationException($"prlimit failed with error {Marshal.GetLastPInvokeError()}.");
    }

    [LibraryImport("libc", EntryPoint = "prlimit", SetLastError = true)]
    private static partial int PrLimit(int process, int resource, ulong[] limit, nint old);
}
