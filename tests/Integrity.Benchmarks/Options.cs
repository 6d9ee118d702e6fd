namespace Integrity.Benchmarks;

/// <summary>What is measured, from the command line.</summary>
public sealed record Options(int Contracts, string Engine)
{
    public static Options Of(string[] args)
    {
        string Value(string name, string otherwise)
        {
            var at = Array.IndexOf(args, name);
            return at >= 0 && at + 1 < args.Length ? args[at + 1] : otherwise;
        }
        return new(int.Parse(Value("--contracts", "1000000")), Value("--engine", "sqlite"));
    }

    public static int Usage()
    {
        Console.Error.WriteLine("round [--contracts N] [--engine sqlite|postgresql]");
        return 2;
    }
}
