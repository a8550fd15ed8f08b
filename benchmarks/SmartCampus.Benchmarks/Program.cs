using SmartCampus.Benchmarks;
using SmartCampus.Benchmarks.Locking;

return args is [LockPartner.Verb, var system, var place] ? await LockPartner.RunAsync(system, place) : await BenchmarkCommand.RunAsync(args, Console.Out, Console.Error);
