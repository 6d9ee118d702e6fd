using System.Text;
using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Exchange.Bank;
using Integrity.App.Ledger;
using Integrity.App.Parties;
using Integrity.App.Payments;
using Integrity.Domain.Contracts;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Contracts;
using Integrity.Tests.Decisions;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Tests.Payments;

/// <summary>The bank in a test's bureau.</summary>
public static class WorldBank
{
    private static ContractTerms SupplierTerms => new() { LabourShare = Ratio.Zero, RetentionRate = Ratio.Zero, PaymentDays = 30 };

    /// <summary>What lies behind many tests: <c>ExecutedRound</c>.</summary>
    public static Task<(PaymentRoundId Round, ContractId Supplier, Instruction Instruction)> Executed(World world) => world.ExecutedRound();

    extension(World world)
    {
        public Task<PayingAccountId> NamePayer() => world.Do(world.FinanceTwo, new NamePayingAccount("江州市公路局", "3300 1010 0000 1234", "江州银行营业部", "102100000013"));

        /// <summary>A supplier's contract of ¥555,555.55 due, a fund of ¥200,000, and a round that was decided and executed.</summary>
        public async Task<(PaymentRoundId Round, ContractId Supplier, Instruction Instruction)> ExecutedRound(Session? session = null)
        {
            var supplier = await world.Contract("HT-C", SupplierTerms, kind: CounterpartyKind.Supplier);
            await world.MakePayable(supplier);
            await world.Certify(supplier, 55_555_555);
            await world.Fund(20_000_000);
            world.Clock.Set(new(2026, 9, 30));
            session ??= await Session.Of(world);
            var round = await world.Snapshot();
            await world.Candidate(round, new NamedRatio(2, new(200_000)));
            await world.Decide(round, session);
            await world.Execute(round);
            return (round, supplier, await world.Read(db => db.Instructions.AsNoTracking().SingleAsync(i => i.Run == round.Value)));
        }

        public async Task<ExportedInstructions> Export(long run) => await world.Do(world.Finance, new ExportInstructions(run, await world.Seen(run)));

        /// <summary>Our own result sheet, filled in.</summary>
        public static byte[] Sheet(params (string Id, string Yuan, string Result)[] rows) => Encoding.UTF8.GetBytes(
            "指令号,端到端号,金额,结果,原因\n" + string.Concat(rows.Select(r => $"{r.Id},{r.Id},{r.Yuan},{r.Result},账号户名不符\n")));

        public Task<BankResultsPreview> ReadResults(byte[] file) => world.Ask(world.Finance, new ReadBankResults(file));

        public async Task<ImportedResults> ImportResults(byte[] file) => await world.Do(world.Finance, await world.AsImport(file));

        public async Task<ImportBankResults> AsImport(byte[] file)
        {
            return (await world.ReadResults(file)).AsImport("results.csv");
        }

        /// <summary>One result for one instruction.</summary>
        public Task<ImportedResults> Result(Instruction instruction, string result) =>
            world.ImportResults(WorldBank.Sheet((EndToEndId.Of(instruction.Id), new Money(instruction.Fen).ToPlainYuan(), result)));

        /// <summary>A wage run of ¥2,000 that is on its way and was not exported.</summary>
        public async Task<Instruction> WageInstruction()
        {
            var contract = await world.Contract("HT-W");
            await world.GiveAccounts(contract);
            await world.Certify(contract, 1_000_000, "JL-W");
            await world.Fund(200_000);
            var run = await world.PrepareWages();
            await world.ConfirmWages(run);
            return await world.Read(db => db.Instructions.AsNoTracking().SingleAsync(i => i.Run == run.Value));
        }

        /// <summary>A court freezes the contract's account.</summary>
        public async Task Freeze(ContractId contract)
        {
            var account = (await world.Read(db => db.WorksContracts.Where(c => c.Id == contract).Select(c => c.PayeeAccount).SingleAsync()))!.Value;
            await world.Do(world.Engineer, new FreezeAccount(account, "（2026）江0102执冻1号", WorldFunds.Evidence, await world.Seen(account.Value)));
        }

        public Task<List<Instruction>> InstructionsOf(long run) => world.Read(db => db.Instructions.AsNoTracking().Where(i => i.Run == run).OrderBy(i => i.Id).ToListAsync());

        /// <summary>A returned line is paid again: one checks its account, the other agrees.</summary>
        public async Task<long> PayAgain(long returned)
        {
            await world.Do(world.Finance, new CheckReturnedAccount(returned, WorldFunds.Evidence, await world.Seen(returned)));
            return await world.Do(world.FinanceTwo, new PayAgain(returned, await world.Seen(returned)));
        }

        /// <summary>What is left of a run's cash: the sum over all owners.</summary>
        public Task<long> RunCash(long run) => world.Read(db => db.Postings.Where(p => p.Account == Domain.Ledger.Account.RunCash && p.Subject == run).SumAsync(p => p.Fen));

        public async Task<Refusal?> CanClose(long run) =>
            await world.Read(db => RoundClosing.CanClose(db, run, CancellationToken.None)) is { } refusal ? Refusals.Provoked.Saw(refusal) : null;

        public Task<Instruction> Instruction(long id) => world.Read(db => db.Instructions.AsNoTracking().SingleAsync(i => i.Id == id));
    }
}
