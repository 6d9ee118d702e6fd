using Integrity.App.Contracts;
using Integrity.App.Parties;
using Integrity.App.Payments;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Parties;
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
        /// <summary>Everything a contract needs to be in the ratio step: an integrity contract in force and accounts that two people checked.</summary>
        public async Task MakePayable(params ContractId[] contracts)
        {
            foreach (var contract in contracts)
            {
                await world.GiveAccounts(contract);
                var (party, signed) = await world.Read(async db =>
                {
                    var found = await db.WorksContracts.SingleAsync(c => c.Id == contract);
                    return (found.Party, found.SignedOn);
                });
                await world.Do(world.Engineer, new SignIntegrityContract("LZ-" + contract.Value, party, [contract], 1, [new(new(20_000), new(60_000))], new(200_000), false, signed, World.Paper));
            }
        }

        /// <summary>A payee account and a wage account for a contract.</summary>
        public async Task GiveAccounts(ContractId contract)
        {
            var (party, holder) = await world.Read(async db =>
            {
                var found = await db.WorksContracts.SingleAsync(c => c.Id == contract);
                return (found.Party, (await db.Counterparties.SingleAsync(p => p.Id == found.Party)).Name);
            });
            foreach (var (kind, use, ground) in new[] { (AccountKind.Normal, AccountUse.Payee, (string?)null), (AccountKind.Wage, AccountUse.Wage, "工资专用账户协议") })
            {
                var number = $"62280{(int)kind}{contract.Value:0000000000}";
                var account = await world.Do(world.Engineer, new ProposeAccount(party, new(kind, holder, number, "江州银行", "313329900033", ground, WorldFunds.Evidence)));
                await world.Do(world.EngineerTwo, new CheckAccount(account, true, await world.Seen(account.Value)));
                var change = await world.Do(world.Engineer, new ProposeAccountChange(contract, use, account, WorldFunds.Evidence, await world.Seen(contract.Value)));
                await world.Do(world.EngineerTwo, new CheckAccountChange(change, true, await world.Seen(change.Value)));
            }
        }

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
