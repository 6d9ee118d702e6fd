using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Ledger;
using Integrity.App.Payments;
using Integrity.App.Storage;
using Integrity.Domain.Contracts;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Integrity.Tests.Payments;

/// <summary>Money in a world.</summary>
public static class WorldFunds
{
    /// <summary>The evidence of a test: a digest of nothing.</summary>
    public const string Evidence = World.Paper;

    extension(World world)
    {
        /// <summary>Records a receipt that nobody has confirmed yet.</summary>
        public Task<FundReceiptId> Record(long fen, FundSource source = FundSource.Recovered, ProjectId? project = null, ProjectKind? purpose = null, DateOnly? on = null) =>
            world.Do(world.Finance, new RecordReceipt(source, new(fen), on ?? world.Today(), "江州市财政局", project, purpose, Evidence));

        /// <summary>Money that two people have confirmed.</summary>
        public async Task<FundReceiptId> Fund(long fen, FundSource source = FundSource.Recovered, ProjectId? project = null, ProjectKind? purpose = null)
        {
            var receipt = await world.Record(fen, source, project, purpose);
            await world.Do(world.FinanceTwo, new ConfirmReceipt(receipt, await world.Seen(receipt.Value)));
            return receipt;
        }

        /// <summary>What a run of the scope could use now.</summary>
        public async Task<Money> Available(FundScope scope)
        {
            await using var services = world.Scope();
            return await services.ServiceProvider.GetRequiredService<Funds>().Available(scope, TestContext.Current.CancellationToken);
        }

        /// <summary>Sets money apart as a round's proposal does; gives the refusal, if it is one.</summary>
        public Task<Refusal?> SetApart(long run, long fen, FundScope? scope = null) =>
            world.WithFunds(async (funds, context) => (await funds.SetApart(context, run, "", scope ?? FundScope.All, new(fen), default)).Refusal);

        /// <summary>Gives money back as a round's end does.</summary>
        public Task<Refusal?> GiveBack(long run, long fen) => world.WithFunds(async (funds, context) =>
        {
            await funds.Return(context, run, "", new(fen), default);
            return null;
        });

        private async Task<Refusal?> WithFunds(Func<Funds, ActContext, Task<Refusal?>> use)
        {
            world.GoesAroundTheDoor();
            world.GoesAroundTheDoor();
            await using var scope = world.Scope();
            var db = scope.ServiceProvider.GetRequiredService<IntegrityDb>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            var context = new ActContext(Caller.Clock, new(null), world.Clock.GetUtcNow().UtcDateTime, 1, scope.ServiceProvider.GetRequiredService<Counters>());
            var refusal = await use(scope.ServiceProvider.GetRequiredService<Funds>(), context);
            if (refusal is not null) return Refusals.Provoked.Saw(refusal);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return null;
        }

        /// <summary>The balance of one account of one owner, debit positive.</summary>
        public Task<long> Balance(long owner, Account account) =>
            world.Read(db => db.Postings.Where(p => p.Owner == owner && p.Account == account).SumAsync(p => p.Fen));

        /// <summary>A checked wage account for the contract.</summary>
        public Task WageAccount(ContractId contract) => world.GiveAccounts(contract);

        /// <summary>A contract that is owed ¥2,000 in wages, and money for them.</summary>
        public async Task<ContractId> OneWage(long fund = 1_000_000)
        {
            var contract = await world.Contract("HT-A");
            await world.WageAccount(contract);
            await world.Certify(contract, 1_000_000);
            await world.Fund(fund);
            return contract;
        }

        public Task<WageRunId> PrepareWages() => world.Do(world.Finance, new PrepareWageRun(null));

        public async Task ConfirmWages(WageRunId run) => await world.Do(world.FinanceTwo, new ConfirmWageRun(run, await world.Seen(run.Value)));

        public DateOnly Today() => BureauTime.DayOf(world.Clock.GetUtcNow().UtcDateTime);
    }
}
