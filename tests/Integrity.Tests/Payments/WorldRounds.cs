using Integrity.App.Contracts;
using Integrity.App.Payments;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests.Decisions;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Tests.Payments;

/// <summary>Rounds in a test's bureau, entered through acts.</summary>
public static class WorldRounds
{
    extension(World world)
    {
        /// <summary>Everything a contract needs to be in the ratio step: an integrity contract in force and a checked account.</summary>
        public Task MakePayable(params ContractId[] contracts) => world.Given(async db =>
        {
            foreach (var contract in contracts)
            {
                var number = contract.Value;
                await db.Database.ExecuteSqlAsync($"""
                    INSERT INTO integrity_contracts (id, number, party, template_version, signed_on, cap, reaches_other_contracts)
                    SELECT {number + 500_000}, {"LZ-" + number}, party, 1, signed_on, 200000, false FROM works_contracts WHERE id = {number}
                    """);
                await db.Database.ExecuteSqlAsync($"INSERT INTO integrity_bands (integrity_contract, number, min, max) VALUES ({number + 500_000}, 1, 20000, 60000)");
                await db.Database.ExecuteSqlAsync($"INSERT INTO integrity_bindings (contract, integrity_contract, bound_on) SELECT {number}, {number + 500_000}, signed_on FROM works_contracts WHERE id = {number}");
                await db.Database.ExecuteSqlAsync($"UPDATE works_contracts SET payee_account = {number + 700_000}, wage_account = {number + 800_000}, opening_confirmed = true WHERE id = {number}");
            }
        });

        /// <summary>A round of today with its snapshot taken.</summary>
        public async Task<PaymentRoundId> Snapshot(DateOnly? next = null)
        {
            var today = world.Today();
            var round = await world.Do(world.Finance, new OpenRound(null, today, next ?? today.AddMonths(1)));
            return await world.Do(world.Finance, new TakeSnapshot(round, await world.Seen(round.Value)));
        }

        public async Task<RoundCandidateId> Candidate(PaymentRoundId round, params NamedRatio[] named) =>
            await world.Do(world.Finance, new AddCandidate(round, named, await world.Seen(round.Value)));

        /// <summary>Proposes the round and has the leadership group vote on it.</summary>
        public async Task<ItemResult> Decide(PaymentRoundId round, Session session, Vote vote = Vote.Yes)
        {
            var item = await world.Do(world.Finance, new ProposeRound(round, await world.Seen(round.Value)));
            var result = await session.Decide(item, vote);
            await world.Do(world.Finance, new AdoptDecision(round, await world.Seen(round.Value)));
            return result;
        }

        public async Task Execute(PaymentRoundId round) => await world.Do(world.Finance, new ExecuteRound(round, await world.Seen(round.Value)));

        public Task<RoundDetail> Show(PaymentRoundId round) => world.Ask(world.Finance, new ShowRound(round));
    }
}
