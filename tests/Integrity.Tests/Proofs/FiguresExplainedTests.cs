using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Payments;
using Integrity.App.Projects;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Proofs;

/// <summary>Every money figure of the bureau's life is the sum of the parts shown for it, and each part opens an entry or the next narrower question.</summary>
public sealed class FiguresExplainedTests : IAsyncLifetime
{
    private World world = null!;

    public async ValueTask InitializeAsync() => world = await Story.Tell();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    /// <summary>The explanation adds up to the figure; its parts are asked in turn.</summary>
    private async Task<Explanation<TAsk>> Holds<TAsk>(Money figure, TAsk ask, Caller? by = null) where TAsk : class, IAsk<Explanation<TAsk>>
    {
        var why = await world.Ask(by ?? world.Finance, ask);
        Assert.True((figure, figure) == (why.Amount, why.Parts.Sum(p => p.Amount)), $"{ask}: {figure}, explained as {why.Amount} by parts of {why.Parts.Sum(p => p.Amount)}.");
        foreach (var part in why.Parts)
        {
            Assert.True(part.Entry is not null || part.Into is not null, $"{ask}: the part “{part.Zh}” opens nothing.");
            // What a floor is taken of is explained in its turn, but is not the floor.
            if (part.Into is { } into && !part.Zh.StartsWith("floor(", StringComparison.Ordinal)) await Holds(part.Amount.IsNegative && ask is ExplainMyLine ? -part.Amount : part.Amount, into, by);
        }
        return why;
    }

    [Fact]
    public async Task What_a_contract_and_each_of_its_tranches_comes_to_is_explained()
    {
        foreach (var contract in await world.Read(db => db.WorksContracts.Select(c => c.Id).ToListAsync()))
        {
            var head = await world.Ask(world.Finance, new ShowContract(contract));
            await Holds(head.Amount + head.ApprovedVariations, Explain.Of(Figure.ContractAmount, contract));
            await Holds(head.Certified, Explain.Of(Figure.Certified, contract));
            await Holds(head.Settled, Explain.Of(Figure.Settled, contract));
            await Holds(head.Outstanding, Explain.Of(Figure.Outstanding, contract));
            var money = await world.Ask(world.Finance, new ShowContractMoney(contract, null));
            foreach (var part in money.Tranches)
                await Holds(part.Amount, Explain.Of(FigureRule.BucketOf(part.Account, part.Standing, part.Due, money.AsOf)!.Value, contract)
                    with
                { Certificate = new(part.Certificate), DueOn = part.Due, Standing = part.Standing, Subject = part.Subject });
        }
    }

    /// <summary>O-7: the parts are fen, one for each stretch of days in which the same amount was overdue, and the one floor falls where the sum crosses a fen.</summary>
    [Fact]
    public async Task Accrued_interest_and_a_day_of_it_are_explained_in_fen()
    {
        var (any, several) = (false, false);
        foreach (var contract in await world.Read(db => db.WorksContracts.Select(c => new { c.Id, c.Party }).ToListAsync()))
        {
            foreach (var ahead in new[] { 0, 1, 40, 400 })
            {
                var day = world.Today().AddDays(ahead);
                var owed = await world.Ask(world.Finance, new WhatIsOwed(contract.Id, null, null, null, day));
                var accrued = await Holds(owed.More!.InterestAccrued, Explain.Of(Figure.InterestAccrued, contract.Id, day));
                await Holds(owed.More.InterestPerDay, Explain.Of(Figure.InterestPerDay, contract.Id, day));
                var party = await world.Ask(world.Finance, new WhatIsOwed(null, contract.Party, null, null, day));
                await Holds(party.More!.InterestAccrued, Explain.Of(Figure.InterestAccrued, new OwedScope(null, contract.Party, null, null), day));
                await Holds(party.More.InterestPerDay, Explain.Of(Figure.InterestPerDay, new OwedScope(null, contract.Party, null, null), day));
                (any, several) = (any || accrued.Amount.IsPositive, several || accrued.Parts.Count > 1);
            }
        }
        Assert.True(any && several);
    }

    [Fact]
    public async Task Every_figure_of_a_certificate_opens_its_entry_or_its_paper()
    {
        var unapproved = await world.Do(world.Engineer, new PrepareCertificate(await world.Read(db => db.WorksContracts.OrderBy(c => c.Id).Select(c => c.Id).FirstAsync()), "JL-W", null, null, new(77_777), WorldCertificates.Paper));
        foreach (var id in await world.Read(db => db.Certificates.Select(c => c.Id).ToListAsync()))
        {
            var c = await world.Ask(world.Finance, new ShowCertificate(id));
            Task<Explanation<ExplainCertificate>> Of(Money figure, CertificateFigure of) => Holds(figure, new ExplainCertificate(id, of));
            var amount = await Of(c.Amount, CertificateFigure.Amount);
            Assert.All(amount.Parts, part => Assert.Equal(64, part.Entry!.Document.Length));
            await Of(c.CertifiedBefore, CertificateFigure.Others);
            if (c.Parts is not { } parts) continue;
            await Of(parts.Labour, CertificateFigure.Labour);
            await Of(parts.Retention, CertificateFigure.Retention);
            await Of(parts.Rest, CertificateFigure.Rest);
            await Of(parts.OverpaidRecovered, CertificateFigure.OverpaidRecovered);
            await Of(parts.AdvanceRecovered, CertificateFigure.AdvanceRecovered);
            if (id == unapproved) Assert.Equal(0, Assert.Single(amount.Parts).Entry!.Posting);
        }
    }

    [Fact]
    public async Task Every_figure_of_the_money_at_hand_opens_its_receipts()
    {
        await world.Record(123_456);
        var stand = await world.Ask(world.Finance, new ShowFunds());
        Task<Explanation<ExplainFunds>> Of(Money figure, FundFigure of, FundReceiptId? receipt = null) => Holds(figure, new ExplainFunds(of, receipt));
        await Of(stand.Free, FundFigure.Free);
        await Of(stand.UsableForAll, FundFigure.UsableForAll);
        await Of(stand.Waiting, FundFigure.Waiting);
        await Of(stand.Expected, FundFigure.Expected);
        await Of(stand.Deficit, FundFigure.Deficit);
        var receipts = (await world.Ask(world.Finance, new ListReceipts(null, null))).Items;
        var used = new List<Explanation<ExplainFunds>>();
        foreach (var receipt in receipts)
        {
            Assert.Equal(64, Assert.Single((await Of(receipt.Amount, FundFigure.Amount, receipt.Id)).Parts).Entry!.Document.Length);
            await Of(receipt.Free, FundFigure.Free, receipt.Id);
            foreach (var use in (await world.Ask(world.Finance, new ShowReceipt(receipt.Id))).Uses) used.Add(await Holds(use.Amount, new ExplainFunds(FundFigure.Used, receipt.Id, use.Run)));
        }
        Assert.NotEmpty(used);
        Assert.All(used.SelectMany(why => why.Parts), part => Assert.NotEqual(0, part.Entry!.Posting));
        var project = await world.Read(db => db.Projects.Select(p => p.Id).FirstAsync());
        await world.Do(world.Finance, new ExpectRecovery(project, new(500), new(2027, 12, 1), world.Finance.Official, "业主欠付计量款"));
        foreach (var one in (await world.Ask(world.Finance, new ListExpected(null, null, null))).Items)
            Assert.Equal("登记预计回收", Assert.Single((await Holds(one.Amount, new ExplainFunds(FundFigure.Expected, null, Recovery: one.Id))).Parts).Entry!.ActZh);
        Assert.Equal("acts.malformed", (await world.Door.Ask(new ExplainFunds(FundFigure.Used, receipts[0].Id), world.Finance, default)).Refusal?.Code);
        Assert.Equal("acts.malformed", (await world.Door.Ask(new ExplainFunds(FundFigure.Free, null, Recovery: new(1)), world.Finance, default)).Refusal?.Code);
        Assert.Equal("acts.not_found", (await world.Door.Ask(new ExplainFunds(FundFigure.Expected, null, Recovery: new(1)), world.Finance, default)).Refusal?.Code);
        Assert.Equal("acts.malformed", (await world.Door.Ask(new ExplainFunds(FundFigure.Amount, null), world.Finance, default)).Refusal?.Code);
    }

    [Fact]
    public async Task What_runs_pay_is_explained_by_instructions_and_wages_by_their_debts()
    {
        var runs = await world.Read(db => db.Instructions.Select(i => i.Run).Distinct().ToListAsync());
        Assert.True(runs.Count > 1);
        foreach (var run in runs)
        {
            var payments = await world.Ask(world.Finance, new ShowRunPayments(run));
            foreach (var state in payments.States) await Holds(state.Amount, new ExplainPayments(run, state.State, null, null, null));
            foreach (var file in payments.Files) await Holds(file.Amount, new ExplainPayments(run, null, file.Id, null, null));
            foreach (var one in (await world.Ask(world.Finance, new ListInstructions(run, null, null))).Items) await Holds(one.Amount, new ExplainPayments(run, null, null, one.Id, null));
        }
        foreach (var run in (await world.Ask(world.Finance, new ListWageRuns(null, null))).Items)
        {
            await Holds(run.Amount, new ExplainWages(run.Id, WageLineStanding.Paid, null, null));
            await Holds(run.Uncovered + run.WithoutAccount, new ExplainWages(run.Id, null, null, null, Unpaid: true));
            foreach (var line in (await world.Ask(world.Finance, new ListWageLines(run.Id, null))).Items) await Holds(line.Amount, new ExplainWages(run.Id, null, line.Ordinal, null));
        }
        foreach (var run in (await world.Ask(world.Finance, new ListDecidedRuns(null))).Items) await Holds(run.Amount, new ExplainOwnTerms(run.Kind, null, run.Id, null, null));
        foreach (var kind in Enum.GetValues<DecidedRunKind>())
            await Holds((await world.Ask(world.Finance, new PreviewDecidedRun(kind, null, null))).Amount, new ExplainOwnTerms(kind, null, null, null, null));
        var today = await world.Ask(world.Finance, new PreviewWages(null, null));
        await Holds(today.Paid, new ExplainWages(null, WageLineStanding.Paid, null, null));
        await Holds(today.Uncovered, new ExplainWages(null, WageLineStanding.Uncovered, null, null));
        await Holds(today.Available, new ExplainFunds(FundFigure.UsableForAll, null));
    }

    /// <summary>R-3: a contractor's own line at the ratio decided; another's looks like none.</summary>
    [Fact]
    public async Task A_contractor_is_told_why_his_own_line_is_so_and_nothing_of_anothers()
    {
        var party = await world.Read(db => db.WorksContracts.OrderBy(c => c.Id).Select(c => c.Party).FirstAsync());
        var his = await world.Contractor("lutong", party.Value);
        var lines = (await world.Ask(his, new MyRoundLines(null))).Items.Where(l => l.LeftOut is null).ToList();
        Assert.NotEmpty(lines);
        foreach (var line in lines)
        {
            Task<Explanation<ExplainMyLine>> Of(Money figure, RoundFigure of) => Holds(figure, new ExplainMyLine(line.Contract, line.Round, of), his);
            await Of(line.E, RoundFigure.Base);
            await Of(line.Entitlement, RoundFigure.Entitlement);
            await Of(line.Pay, RoundFigure.Pay);
            await Of(line.SetAside, RoundFigure.SetAside);
            var others = await world.Read(db => db.WorksContracts.Where(c => c.Party != party).OrderBy(c => c.Id).Select(c => c.Id).FirstAsync());
            foreach (var ask in new[] { new ExplainMyLine(others, line.Round, RoundFigure.Base), new ExplainMyLine(line.Contract, line.Round, RoundFigure.Fund), new ExplainMyLine(line.Contract, new(999_999), RoundFigure.Base) })
                Assert.Equal("acts.not_found", (await world.Door.Ask(ask, his, default)).Refusal?.Code);
        }
    }
}
