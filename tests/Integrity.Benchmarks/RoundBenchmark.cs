using Integrity.App;
using Integrity.App.Acts;
using Integrity.App.Ledger;
using Integrity.App.Payments;
using Integrity.App.Storage;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Benchmarks;

/// <summary>A round over many contracts, one in a hundred held, against the real tables; beside it the same rows put in bare, in the same run.</summary>
public static class RoundBenchmark
{
    private static readonly DateOnly CutOff = new(2026, 9, 30);

    private static readonly string[] Counted = [Snapshot, Execution];
    private const string Snapshot = "snapshot (all postings, lines, tranches, two roots)";
    private const string Execution = "EXECUTION (list root, entries, posting root, instructions, commit)";

    /// <summary>The round, and the same with a hundredth of the contracts: a contract must cost about the same in both.</summary>
    public static async Task<int> Run(Options options)
    {
        if (options.Contracts < 1_000_000) return await One(options);
        // The small one twice: the first time is the compiler's.
        var small = options with { Contracts = options.Contracts / 100 };
        await One(small);
        await One(small);
        var few = Counted.Sum(phase => Meter.Phases[phase].Wall) / small.Contracts;
        var result = await One(options);
        var many = Counted.Sum(phase => Meter.Phases[phase].Wall) / options.Contracts;
        Console.WriteLine($"snapshot and execution: {many * 1e6:0.00} µs a contract at {options.Contracts:N0}, {few * 1e6:0.00} µs at {small.Contracts:N0}, ratio {many / few:0.00} (aim 1.3)");
        return result;
    }

    private static async Task<int> One(Options options)
    {
        Console.WriteLine($"Round over {options.Contracts:N0} contracts on {options.Engine}, {Environment.ProcessorCount} cores, {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC");
        Environment.SetEnvironmentVariable("INTEGRITY_TEST_ENGINE", options.Engine);
        var engine = await Databases.Fresh();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDataProtection();
        services.AddIntegrity(engine);
        await using var provider = services.BuildServiceProvider();

        var scope = Scope(options.Contracts);
        await Meter.Phase("seed: certificates as postings", () => Act(provider, (services, context) => Seed(services, context, scope)));
        var taken = await Meter.Phase(Snapshot, () => Act(provider, (s, context) =>
            s.GetRequiredService<SnapshotTaking>().Take(context, new(1), scope, CutOff, CancellationToken.None)));
        var round = await Round(taken);
        var lines = await Meter.Phase("load of the snapshot's lines", () => Act(provider, (s, _) =>
            Task.FromResult(RoundLines.Load(s.GetRequiredService<IntegrityDb>(), taken.FirstLine, taken.LastLine))));
        Ratio[] ratios = [new(375_200), new(200_000), new(280_920)];
        lines.Totals(ratios);
        var totals = await Meter.Phase("trial calculation alone", () => Task.FromResult(lines.Totals(ratios)));
        Console.WriteLine($"    pay {totals.Pay} set aside {totals.SetAside}");
        await Meter.Phase("list root of a candidate", () => Task.FromResult(lines.ListRoot(ratios)));
        var executed = await Meter.Phase(Execution, () => Act(provider, async (s, context) =>
        {
            lines.ListRoot(ratios);
            return (await s.GetRequiredService<RoundExecution>().Write(context, round, lines, ratios, (_, _) => 1, CancellationToken.None)).Value;
        }));
        Console.WriteLine($"    instructions {executed.LastInstruction - executed.FirstInstruction + 1:N0}, paid {executed.Pay}, set aside {executed.SetAside}, wages {executed.Wage}");
        var bare = await BareInsert.Run(provider, executed);
        var ratio = Meter.Phases[Execution].Wall / bare;
        Console.WriteLine($"execution / bare insert = {ratio:0.00} (aim {(engine.IsSqlite ? "1.2" : "1.3")})");
        return 0;
    }

    private static RoundScope Scope(int contracts) => new(
        [.. Enumerable.Range(1, contracts).Select(i => 10_000L + i)],
        [.. Enumerable.Range(1, contracts).Select(i => 1L + i % 3)],
        [.. Enumerable.Range(1, contracts).Select(i => 100L + i % 40)],
        new LeftOutGround[contracts]);

    private static async Task<int> Seed(IServiceProvider services, ActContext context, RoundScope scope)
    {
        var chance = new Random(7);
        var books = services.GetRequiredService<Books>();
        using var entries = await books.Open(context, "seed", new DateOnly(2026, 8, 1), CancellationToken.None);
        for (var i = 0; i < scope.Contract.Length; i++)
        {
            var contract = scope.Contract[i];
            long gross = chance.NextInt64(1_000_00, 900_000_000);
            var held = i % 100 == 0 ? gross / 20 : 0;
            entries.Begin(new(scope.PayeeType[i], scope.Project[i]));
            entries.Add(contract, Account.WorkCertified, Standing.None, i + 1, 99991231, 0, gross);
            entries.Add(contract, Account.Payable, Standing.Open, i + 1, 20260905, 0, -(gross - held));
            if (held > 0) entries.Add(contract, Account.Payable, Standing.Held, i + 1, 20260905, 500, -held);
            entries.End();
        }
        await entries.Close(CancellationToken.None);
        return 0;
    }

    private static Task<PaymentRound> Round(TakenSnapshot taken)
    {
        var round = PaymentRound.Open(new(1), "B-1", null, CutOff, CutOff.AddDays(31), default, CutOff).Value;
        round.TakeSnapshot(CutOff, long.MaxValue, long.MaxValue, (taken.FirstLine, taken.LastLine), (taken.FirstTranche, taken.LastTranche), taken.Root, taken.Wage, default);
        return Task.FromResult(round);
    }

    private static async Task<T> Act<T>(IServiceProvider provider, Func<IServiceProvider, ActContext, Task<T>> work)
    {
        await using var scope = provider.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IntegrityDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var context = new ActContext(Caller.Clock, null, DateTime.UtcNow, 1, scope.ServiceProvider.GetRequiredService<Counters>());
        var result = await work(scope.ServiceProvider, context);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return result;
    }
}
