using Integrity.App.Payments;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Benchmarks;

/// <summary>A round over many contracts, one in a hundred held, each step an act through the door; beside it the same rows put in bare, in the same run.</summary>
public static class RoundBenchmark
{
    private const string Snapshot = "SNAPSHOT: all postings, lines, tranches, two roots";
    private const string Candidate = "candidate: trial, price, list root, digest";
    private const string Execution = "EXECUTION: list root, entries, instructions, journal";
    private static readonly string[] Counted = [Snapshot, Execution];

    /// <summary>The round, and the same with a hundredth of the contracts: a contract must cost about the same in both.</summary>
    public static async Task<int> Run(Options options)
    {
        if (options.Contracts < 1_000_000) return await One(options);
        // The small one several times: the first ones are the compiler's, and one is too short to be measured alone.
        var small = options with { Contracts = options.Contracts / 100 };
        var few = double.MaxValue;
        for (var i = 0; i < 4; i++)
        {
            await One(small);
            few = Math.Min(few, Counted.Sum(phase => Meter.Phases[phase].Wall) / small.Contracts);
        }
        var result = await One(options);
        var many = Counted.Sum(phase => Meter.Phases[phase].Wall) / options.Contracts;
        Console.WriteLine($"snapshot and execution: {many * 1e6:0.00} µs a contract at {options.Contracts:N0}, {few * 1e6:0.00} µs at {small.Contracts:N0}, ratio {many / few:0.00} (aim 1.3)");
        return result;
    }

    private static async Task<int> One(Options options)
    {
        Console.WriteLine($"Round over {options.Contracts:N0} contracts on {options.Engine}, {Environment.ProcessorCount} cores, {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC");
        Environment.SetEnvironmentVariable("INTEGRITY_TEST_ENGINE", options.Engine);
        await using var bureau = await Meter.Phase("planting: contracts, accounts, certificates, postings", () => Bureau.Plant(new(options.Contracts, Words: false, Waiting: 0)));
        var round = await bureau.Open(options.Contracts * 3_000_000_00L);
        await Act(Snapshot, async () => await bureau.Do(bureau.Finance, new TakeSnapshot(round, await bureau.Seen(round.Value))));
        await Trial(bureau, round);
        await Act(Candidate, async () => await bureau.Do(bureau.Finance, new AddCandidate(round, [], await bureau.Seen(round.Value))));
        await bureau.Decide(round);
        await Act(Execution, async () => await bureau.Do(bureau.Finance, new ExecuteRound(round, await bureau.Seen(round.Value))));

        var executed = await bureau.Read(db => db.PaymentRounds.AsNoTracking().SingleAsync(r => r.Id == round));
        Console.WriteLine($"    {executed.LastInstruction - executed.FirstInstruction + 1:N0} instructions, paid {executed.Paid}, set aside {executed.SetAside}, residual {executed.Residual}");
        var bare = await bureau.Read(db => BareInsert.Run(db, executed.FirstInstruction));
        Console.WriteLine($"execution / bare insert = {Meter.Phases[Execution].Wall / bare.Wall:0.00} wall, {Meter.Phases[Execution].Cpu / bare.Cpu:0.00} CPU (aim {(bureau.Engine.IsSqlite ? "1.2" : "1.3")} wall)");
        return 0;
    }

    private static Task Act(string name, Func<Task> work) => Meter.Phase(name, work);

    /// <summary>The arithmetic of one trial over all lines, without anything around it.</summary>
    private static async Task Trial(Bureau bureau, PaymentRoundId round)
    {
        var lines = await bureau.Read(async db =>
        {
            var taken = await db.PaymentRounds.AsNoTracking().SingleAsync(r => r.Id == round);
            return RoundLines.Load(db, taken.FirstLine, taken.LastLine);
        });
        var ratios = lines.Types.Select(type => new Ratio(200_000 + (int)type * 75_200)).ToArray();
        lines.Totals(ratios);
        var totals = await Meter.Phase("trial calculation alone", () => Task.FromResult(lines.Totals(ratios)));
        Console.WriteLine($"    pay {totals.Pay} set aside {totals.SetAside}");
    }
}
