using Integrity.App.Cases;
using Integrity.App.Contracts;
using Integrity.App.Payments;
using Integrity.Domain.Contracts;
using Integrity.Domain.Ledger;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>R-7: a violation is flagged at the moment in which the round that pays the contract is executed: exactly one of the two lawful orders happens.</summary>
public sealed class FlagOrExecuteRaceTests(ITestOutputHelper output)
{
    private const int Races = 40;
    private const long Due = 1_000_000, Voted = 200_000;

    [Fact]
    public async Task Either_the_hold_bites_the_voted_line_or_it_comes_too_late_for_what_is_on_its_way()
    {
        await using var world = await World.Begin(new(2026, 8, 3));
        var rounds = new List<(ContractId Contract, ProjectId Project, PaymentRoundId Round)>();
        for (var i = 0; i < Races; i++)
        {
            var contract = await world.Contract($"HT-{i:00}", new ContractTerms { PaymentDays = 30 }, kind: CounterpartyKind.Supplier);
            await world.MakePayable(contract);
            await world.Certify(contract, Due, $"JL-{i:00}");
            rounds.Add((contract, await world.Read(db => db.WorksContracts.Where(c => c.Id == contract).Select(c => c.Project).SingleAsync()), default));
        }
        foreach (var (_, project, _) in rounds) await world.Fund(Voted, project: project);
        world.Clock.Set(new(2026, 9, 30));
        var session = await Session.Of(world);
        for (var i = 0; i < Races; i++)
        {
            var round = await world.Do(world.Finance, new OpenRound(rounds[i].Project, world.Today(), world.Today().AddMonths(1)));
            await world.Do(world.Finance, new TakeSnapshot(round, await world.Seen(round.Value)));
            await world.Candidate(round, new NamedRatio(2, new(200_000)));
            await world.Decide(round, session);
            rounds[i] = rounds[i] with { Round = round };
        }

        var (flaggedFirst, executedFirst) = (0, 0);
        for (var i = 0; i < Races; i++)
        {
            var (contract, _, round) = rounds[i];
            var seen = await world.Seen(round.Value);
            Task<PaymentRoundId>? execute = null;
            // Now the one, now the other has the start; the lock decides.
            if (i % 2 == 0) execute = Execute();
            var flag = Task.Run(() => world.Flag(contract, claimedLoss: Due));
            execute ??= Execute();
            await Task.WhenAll(execute, flag);

            var balance = await world.Balance(contract);
            var (@case, paid, list) = (await world.CaseOf(await flag), balance.Buckets.InFlight.Fen, await world.Show(round));
            if (paid == 0)
            {
                // The hold was there first: it took everything, and the voted line is set aside whole on its ground, its cash reserved for the contract and the case.
                flaggedFirst++;
                Assert.Equal((Due, Voted), (balance.Buckets.Held.Fen, balance.ReservedFor(@case.Id.Value).Fen));
                Assert.Equal((0, Voted), (list.Paid.Fen, list.SetAside.Fen));
            }
            else
            {
                // The line was on its way first: the hold never takes what is in flight, and is bounded by the rest.
                executedFirst++;
                Assert.Equal((Voted, Due - Voted, 0L), (paid, balance.Buckets.Held.Fen, balance.ReservedFor(@case.Id.Value).Fen));
                Assert.Equal((Voted, 0), (list.Paid.Fen, list.SetAside.Fen));
            }
            Assert.Equal(Due, balance.Outstanding.Fen);

            Task<PaymentRoundId> Execute() => Task.Run(() => world.Do(world.Finance, new ExecuteRound(round, seen)));
        }
        output.WriteLine($"{Races} races: flagged first {flaggedFirst}, executed first {executedFirst}");
        Assert.True(flaggedFirst > 0 && executedFirst > 0, $"flagged first {flaggedFirst}, executed first {executedFirst}");
    }
}
