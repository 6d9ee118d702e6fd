using System.Data.Common;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Integrity.App.Acts;
using Integrity.App.Payments;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Benchmarks;

/// <summary>Every list over many contracts: what its SQL takes through the program and by hand, in the same process, in turns.</summary>
/// <remarks>Percentiles are over a hundred different pages, each the best of its askings: what else the machine does is not measured.</remarks>
public static partial class ListsBenchmark
{
    private const int Pages = 100;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public static async Task<int> Run(Options options)
    {
        Console.WriteLine($"Lists over {options.Contracts:N0} contracts on {options.Engine}, {Environment.ProcessorCount} cores, {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC");
        Environment.SetEnvironmentVariable("INTEGRITY_TEST_ENGINE", options.Engine);
        var log = new StatementLog();
        Bureau bureau = null!;
        await Meter.Phase("planted: contracts, parties, accounts, certificates, words", async () => bureau = await Bureau.Plant(new(options.Contracts, Words: true, Waiting: 1000), log));
        await using var _ = bureau;
        var first = await bureau.Read(db => db.Database.SqlQuery<long>($"SELECT MIN(id) - 1 AS \"Value\" FROM works_contracts").SingleAsync());
        var round = await Meter.Phase("a round over all of them, decided", () => bureau.DecidedRound(options.Contracts * 3_000_000_00L));
        await Meter.Phase("and executed, through the door", async () => await bureau.Do(bureau.Finance, new ExecuteRound(round, await bureau.Seen(round.Value))));
        var planted = new Planted(options.Contracts, first, round);
        var by = await Readers.Of(bureau, planted.FirstParty);
        await Meter.Phase($"{Planted.Cases} cases, a wage run, a list of advances", () => planted.Plant(bureau, by));
        if (!bureau.Engine.IsSqlite) await bureau.Sql("ANALYZE");

        log.On = true;
        var asks = ListAsk.All(planted, by);
        var notAsked = ListAsk.NotAsked(asks);
        Console.WriteLine();
        Console.WriteLine("ms                                             rows | SQL p50    p99 | by hand p50    p99 | ratio p50   p99 | whole ask p50    p99 | KB");
        var faults = new List<string>(notAsked.Select(name => $"{name} is a list that nothing here asks for."));
        await bureau.Read(async db =>
        {
            await db.Database.OpenConnectionAsync();
            foreach (var ask in asks) await Measure(ask, bureau, log, db.Database.GetDbConnection(), options.Repeats, faults);
            return 0;
        });
        Console.WriteLine($"peak memory of the whole process {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB (planting and the round included)");
        foreach (var fault in faults) Console.WriteLine(fault);
        return faults.Count == 0 ? 0 : 1;
    }

    private static async Task Measure(ListAsk ask, Bureau bureau, StatementLog log, DbConnection hand, int repeats, List<string> faults)
    {
        var chance = new Random(11);
        var pages = new List<(Func<Door, Task<int>> Ask, List<Statement> Statements)>();
        var rows = 0;
        for (var i = 0; i < Pages; i++)
        {
            var made = ask.Make(chance);
            // The first asking reads what the program then remembers.
            await made(bureau.Door);
            var kept = log.Keep();
            rows += await made(bureau.Door);
            log.KeepNoMore();
            pages.Add((made, kept));
        }
        var whole = new double[Pages];
        Array.Fill(whole, double.MaxValue);
        var (through, byHand) = (pages.ConvertAll(page => new Best(page.Statements.Count)), pages.ConvertAll(page => new Best(page.Statements.Count)));
        var watch = Stopwatch.StartNew();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var asked = 0;
        for (var round = 0; round < repeats && (round < 2 || watch.Elapsed < Longest); round++)
        {
            for (var i = 0; i < Pages; i++)
            {
                log.Restart();
                var started = Stopwatch.GetTimestamp();
                await pages[i].Ask(bureau.Door);
                whole[i] = Math.Min(whole[i], Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                through[i].Keep(log.Spent);
                log.Restart(hand);
                await pages[i].Ask(bureau.Door);
                byHand[i].Keep(log.Spent);
                asked += 2;
            }
        }
        var (sql, same) = (through.Select(best => best.Milliseconds).ToArray(), byHand.Select(best => best.Milliseconds).ToArray());
        var kilobytes = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1024 / asked;
        Console.WriteLine($"{ask.Name,-46} {rows / Pages,4} | {At(sql, 50),7:0.00} {At(sql, 99),6:0.00} | {At(same, 50),11:0.00} {At(same, 99),6:0.00} | "
            + $"{At(sql, 50) / At(same, 50),9:0.00} {At(sql, 99) / At(same, 99),5:0.00} | {At(whole, 50),13:0.00} {At(whole, 99),6:0.00} | {kilobytes}");
        foreach (var counted in pages[0].Statements.Where(s => Counted().IsMatch(s.Sql))) faults.Add($"{ask.Name}: {counted.Sql}");
        if (At(sql, 99) > 1.3 * At(same, 99)) faults.Add($"{ask.Name}: its SQL's p99 is above 1.3 times that by hand.");
        if (ask.IsSearch && At(whole, 99) > 20) faults.Add($"{ask.Name}: p99 {At(whole, 99):0.0} ms is above 20 ms.");
        if (ask.Name.StartsWith("BALANCE", StringComparison.Ordinal) || At(sql, 50) > 20) await Explain(ask, pages[0].Statements, hand, faults);
    }

    private static async Task Explain(ListAsk ask, List<Statement> statements, DbConnection hand, List<string> faults)
    {
        foreach (var statement in statements.Where(s => !s.Sql.Contains("officials", StringComparison.Ordinal)))
        {
            var plan = await statement.Plan(hand);
            foreach (var line in plan) Console.WriteLine($"      {line.Trim()}");
            if (ask.Name.StartsWith("BALANCE", StringComparison.Ordinal) && plan.Any(line => Scanned().IsMatch(line))) faults.Add($"{ask.Name}: the plan scans.");
        }
    }

    private static double At(double[] times, int percent) => times.Order().ElementAt(Math.Min(times.Length - 1, times.Length * percent / 100));

    /// <summary>The shortest of its askings, for each statement of a page; a page takes what they take together.</summary>
    private sealed class Best(int statements)
    {
        private readonly double[] shortest = [.. Enumerable.Repeat(double.MaxValue, statements)];

        public double Milliseconds => shortest.Sum();

        public void Keep(IEnumerable<TimeSpan> spent)
        {
            foreach (var (statement, time) in spent.Index()) shortest[statement] = Math.Min(shortest[statement], time.TotalMilliseconds);
        }
    }

    [GeneratedRegex(@"\bOFFSET\b|\bCOUNT\s*\(", RegexOptions.IgnoreCase)]
    private static partial Regex Counted();

    [GeneratedRegex(@"^SCAN (?!CONSTANT|.*USING)|Seq Scan on (postings|works_contracts)")]
    private static partial Regex Scanned();
}
