using Integrity.Benchmarks;

// Each benchmark is a program that prints its figures; none is a timed test.
//   dotnet run -c Release --project tests/Integrity.Benchmarks -- round [--contracts N] [--engine sqlite|postgresql]
return args switch
{
    ["round", ..] => await RoundBenchmark.Run(Options.Of(args)),
    _ => Options.Usage(),
};
