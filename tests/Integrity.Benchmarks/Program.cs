using Integrity.Benchmarks;

// Each benchmark is a program that prints its figures; none is a timed test.
//   dotnet run -c Release --project tests/Integrity.Benchmarks -- round | kill | lists | start
try
{
    return args switch
    {
        ["round", ..] => await RoundBenchmark.Run(Options.Of(args, contracts: 1_000_000)),
        ["kill", ..] => await KillBenchmark.Run(Options.Of(args, contracts: 20_000)),
        ["lists", ..] => await ListsBenchmark.Run(Options.Of(args, contracts: 1_000_000)),
        ["start"] => await StartBenchmark.Run(),
        ["execute"] => await KillChild.Run(),
        _ => Options.Usage(),
    };
}
finally
{
    Integrity.Tests.Databases.End();
}
