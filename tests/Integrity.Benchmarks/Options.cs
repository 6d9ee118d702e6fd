namespace Integrity.Benchmarks;

/// <summary>What is measured, from the command line.</summary>
public sealed record Options(int Contracts, string Engine, int Kills, int Repeats)
{
    public static Options Of(string[] args, int contracts)
    {
        string Value(string name, string otherwise)
        {
            var at = Array.IndexOf(args, name);
            return at >= 0 && at + 1 < args.Length ? args[at + 1] : otherwise;
        }
        int Number(string name, int otherwise) => int.Parse(Value(name, $"{otherwise}"));
        return new(Number("--contracts", contracts), Value("--engine", "sqlite"), Number("--kills", 100), Number("--repeats", 5));
    }

    public static int Usage()
    {
        Console.Error.WriteLine("""
            round [--contracts N] [--engine sqlite|postgresql]
                a round from snapshot to execution, beside the same rows put in bare
            kill [--contracts N] [--engine sqlite|postgresql] [--kills N]
                kill -9 during an execution and restart with the same key: nothing twice, nothing lost, or it ends with code 1
            lists [--contracts N] [--engine sqlite|postgresql] [--repeats N]
                every list through the program and its SQL by hand; code 1 if a list is missing here, counts, skips, or a search is slow
            start
                the published program to its first page, over an existing small database
            """);
        return 2;
    }
}
