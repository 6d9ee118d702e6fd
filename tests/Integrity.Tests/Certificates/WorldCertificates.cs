using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Exchange.LedgerImport;
using Integrity.App.Parties;
using Integrity.App.Projects;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Ledger;
using Integrity.Domain.Parties;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Tests.Certificates;

/// <summary>Certified work in a test's bureau, entered through acts.</summary>
public static class WorldCertificates
{
    /// <summary>Stands for a signed paper.</summary>
    public const string Paper = World.Paper;

    /// <summary>Labour 20 %, retention 3 %, 30 days: a construction team's clauses.</summary>
    public static ContractTerms TeamTerms => new() { LabourShare = new(200_000), RetentionRate = new(30_000), PaymentDays = 30 };

    /// <summary>The credit code of the n-th fictional firm: its check character is tried until the rule takes it.</summary>
    private static string Code(int n) => "0123456789ABCDEFGHJKLMNPQRTUWXY".Select(check => $"91329900MAK{n:00000}0{check}").First(code => CreditCode.Parse(code).IsDone);

    /// <summary>A ledger as a text table; amounts in fen.</summary>
    public static LedgerFile Workbook(DateOnly day, params ReadOnlySpan<(string Number, string Code, long Certified, long Paid)> rows)
    {
        var text = new System.Text.StringBuilder($"单位：元,截至{day:yyyy-MM-dd}\n合同编号,合同金额,签订日期,乙方名称,信用代码,乙方类型,工程名称,工程类别,廉政合同编号,廉政合同签订日期,扣罚比例,累计计量,累计已付\n");
        foreach (var (number, code, certified, paid) in rows)
            text.Append($"{number},10000000.00,2025-04-16,江州{code[^4..]}工程队,{code},施工队,G108线大修,大修养护,LZ-{number},2025-04-16,2%-6%,{new Money(certified).ToPlainYuan()},{new Money(paid).ToPlainYuan()}\n");
        return new(System.Text.Encoding.UTF8.GetBytes(text.ToString()));
    }

    extension(World world)
    {
        /// <summary>A contract of a new party in a project of its own.</summary>
        public async Task<ContractId> Contract(string number = "HT-1", ContractTerms? terms = null, long amount = 1_000_000_000, CounterpartyKind kind = CounterpartyKind.ConstructionTeam, ProjectId? project = null)
        {
            var known = await world.Read(db => db.Counterparties.CountAsync());
            var party = await world.Do(world.Engineer, new RegisterCounterparty(kind, $"江州第{known + 1}工程队", Code(known + 1), false, null, null, true, []));
            return await world.ContractOf(party, number, terms, amount, project);
        }

        public async Task<ContractId> ContractOf(CounterpartyId party, string number, ContractTerms? terms = null, long amount = 1_000_000_000, ProjectId? project = null)
        {
            project ??= await world.Do(world.Engineer, new RegisterProject("GC-" + number, "江州" + number + "工程", ProjectKind.MajorMaintenance));
            return await world.Do(world.Engineer, new RegisterWorksContract(number, number + "合同", ContractKind.Works, project.Value, party, null, new(amount),
                new(2026, 1, 5), Paper, terms ?? TeamTerms, null, null));
        }

        /// <summary>A contract taken over from a workbook of one row (C-9).</summary>
        public async Task<ContractId> Taken(long certified, long paid, DateOnly sheetDay, string number = "HT-1", string code = "91329900MAJU5HND5H")
        {
            await world.Do(world.Engineer, new ImportLedger(Workbook(sheetDay, (number, code, certified, paid)), false, null, null));
            return await world.Read(db => db.WorksContracts.Where(c => c.Number == number).Select(c => c.Id).SingleAsync());
        }

        public async Task<CertificateId> Prepare(ContractId contract, long gross, string? number = null) =>
            await world.Do(world.Engineer, new PrepareCertificate(contract, number ?? await world.FreeNumber(contract, "JL"), null, null, new(gross), Paper));

        /// <summary>A number that no certificate of the contract has yet.</summary>
        private async Task<string> FreeNumber(ContractId contract, string prefix)
        {
            var taken = await world.Read(db => db.Certificates.Where(c => c.Contract == contract).Select(c => c.Number).ToListAsync());
            return Enumerable.Range(1, taken.Count + 1).Select(i => $"{prefix}-{i}").First(number => !taken.Contains(number));
        }

        public async Task Approve(CertificateId certificate) => await world.Do(world.EngineerTwo, new ApproveCertificate(certificate, await world.Seen(certificate.Value)));

        /// <summary>Certified work in two steps, by two people.</summary>
        public async Task<CertificateId> Certify(ContractId contract, long gross, string? number = null)
        {
            var id = await world.Prepare(contract, gross, number);
            await world.Approve(id);
            return id;
        }

        public async Task<CertificateId> Correct(ContractId contract, long gross)
        {
            var id = await world.Do(world.Engineer, new CorrectCertificate(contract, await world.FreeNumber(contract, "JL-GZ"), new(gross), "复测工程量核减", Paper));
            await world.Approve(id);
            return id;
        }

        public async Task<CertificateId> Settle(ContractId contract, long settled)
        {
            var id = await world.Do(world.Engineer, new SettleContract(contract, await world.FreeNumber(contract, "JS"), new(settled), Paper));
            await world.Approve(id);
            return id;
        }

        public Task<ContractBalance> Balance(ContractId contract, DateOnly? asOf = null) =>
            world.Read(db => db.BalanceOf(contract, asOf ?? BureauTime.DayOf(world.Clock.GetUtcNow().UtcDateTime), CancellationToken.None));

        /// <summary>The lines of all entries of the contract, in order.</summary>
        public Task<List<Posting>> Lines(ContractId contract) => world.Read(db => db.PostingsOf(contract, DateOnly.MaxValue, CancellationToken.None));

        public async Task Confirm(EarmarkId earmark) => await world.Do(world.EngineerTwo, new ConfirmEarmark(earmark, await world.Seen(earmark.Value)));
    }
}
