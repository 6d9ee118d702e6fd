using Integrity.App.Cases;
using Integrity.App.Contracts;
using Integrity.App.Payments;
using Integrity.Domain.Cases;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Ledger;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>What all ends of B's case have behind them: its bureau, its flag, its notice and two rounds.</summary>
public partial class AcceptanceCaseTests
{
    private async Task Bureau()
    {
        world ??= await Begin();
        var supplier = new ContractTerms { LabourShare = Ratio.Zero, RetentionRate = Ratio.Zero, PaymentDays = 30 };
        (a, b) = (await world.Contract("HT-A"), await world.Contract("HT-B"));
        c = await world.Contract("HT-C", supplier, kind: CounterpartyKind.Supplier);
        d = await world.Contract("HT-D", supplier, kind: CounterpartyKind.Supplier);
        e = await world.Contract("HT-E", supplier, kind: CounterpartyKind.Supplier);
        await world.MakePayable(a, b, c, d);
        await world.GiveAccounts(e);
        await world.Certify(c, 55_555_555, "C1");
        await world.Certify(d, 7_777, "D1");
        await world.Certify(e, 10_000_000, "E1");
        await On(8, 6, () => world.Certify(b, 87_654_321, "B1"));
        await On(8, 10, () => world.Certify(a, 123_456_789, "A1"));
        await APosted();
        await On(9, 20, () => world.Certify(b, 5_000_000, "B2"));
        await world.Fund(60_000_000);
        await world.Fund(40_000_000, FundSource.Raised);
        session = await Session.Of(world);
        await world.NamePayer();
        await Is(new Buckets() with { Wage = new(18_530_864), Due = new(67_493_828), NotYetDue = new(3_850_000) }, 89_874_692, 0);
    }

    /// <summary>A1 as it stands in the books: work, wages, the rest with its due day, retention; in all nothing.</summary>
    private async Task APosted()
    {
        var rows = await world.Read(db => db.Set<App.Ledger.PostingRow>().AsNoTracking().Where(p => p.Owner == a.Value).OrderBy(p => p.Id).ToListAsync());
        Assert.Equal(
            [(Account.WorkCertified, Standing.None, 123_456_789L), (Account.Payable, Standing.Wage, -24_691_357), (Account.Payable, Standing.Open, -95_061_729), (Account.Retention, Standing.None, -3_703_703)],
            rows.Select(p => (p.Account, p.Standing, p.Fen)).OrderBy(p => p.Account).ThenByDescending(p => p.Standing));
        Assert.Equal(new DateOnly(2026, 9, 9), rows.Single(p => p is { Account: Account.Payable, Standing: Standing.Open }).Due);
        Assert.Equal(0, rows.Sum(p => p.Fen));
    }

    /// <summary>A contract's frozen line.</summary>
    private async Task Line(PaymentRoundId round, ContractId contract, long free, long setAsideDue)
    {
        var line = (await world.Ask(world.Finance, new ListRoundLines(round, null, null))).Items.Single(l => l.Contract == contract.Value);
        Assert.Equal((free, setAsideDue, free + setAsideDue), (line.Free.Fen, line.SetAsideDue.Fen, line.E.Fen));
    }

    private async Task<long> Paid(PaymentRoundId round, ContractId contract) => (await world.RatioInstruction(round.Value, contract)).Fen;

    private async Task On(int month, int day, Func<Task> act)
    {
        await world.Until(new(2026, month, day));
        await act();
    }

    private async Task Flagged()
    {
        await Bureau();
        await On(9, 25, async () => @case = await world.Flag(b));
        await world.Confirm(@case);
    }

    private Task Notified() => On(9, 28, () => world.Notify(@case));

    private async Task Round1()
    {
        await world.Until(new(2026, 9, 30));
        first = await world.Snapshot(new(2026, 10, 31));
        await Line(first, a, 95_061_729, 0);
        await Line(first, b, 64_063_199, 3_430_629);
        await Line(first, c, 55_555_555, 0);
        await Line(first, d, 7_777, 0);
        var left = (await world.Ask(world.Finance, new ListRoundLines(first, true, null))).Items.Single();
        Assert.Equal((e.Value, LeftOutGround.NoLiveIntegrityContract), (left.Contract, left.LeftOut));
        var tried = await world.Ask(world.Finance, new TryRatios(first, TryRatios.Write([new(2, new(200_000))])));
        var (teams, suppliers) = (tried.Types.Single(t => t.PayeeType == 1), tried.Types.Single(t => t.PayeeType == 2));
        Assert.Equal((100_000_000, 43_222_221, 7), (tried.Fund.Fen, tried.Wages.Fen, tried.Residual.Fen));
        Assert.Equal((162_555_557, 280_920), (teams.Base.Fen, teams.Ratio.Ppm));
        Assert.Equal((26_704_740 + 17_996_633, 963_733, 11_111_111 + 1_555), (teams.Pay.Fen, teams.SetAside.Fen, suppliers.Pay.Fen));
        // A's rest costs 34 178 a day, B's 23 033, C's 22 222, D's 3, and E's, who is left out, 5 000.
        Assert.Equal(34_178 + 23_033 + 22_222 + 3 + 5_000, tried.Price.InterestPerDay.Fen);
        await world.Candidate(first, new NamedRatio(2, new(200_000)));
        await world.Until(new(2026, 10, 10));
        await world.Decide(first, session);
        var round = await world.Show(first);
        Assert.Equal(280_920, round.Candidates[0].Types.Single(t => t.PayeeType == 1).Ratio.Ppm);
        await world.Execute(first);
        Assert.Equal(17_996_633, (await world.Read(db => db.Instructions.SingleAsync(i => i.Run == first.Value && i.Contract == b.Value && i.Kind == InstructionKind.Ratio))).Fen);
        Assert.Equal((26_704_740, 11_111_111, 1_555), (await Paid(first, a), await Paid(first, c), await Paid(first, d)));
        await world.SettleRun(first.Value);
        Assert.Equal((99_036_260, 963_733, 7), ((await world.Show(first)).Paid.Fen, (await world.Show(first)).SetAside.Fen, (await world.Show(first)).Residual.Fen));
        await On(10, 15, async () => await world.Result(await world.RatioInstruction(first.Value, c), "退回"));
        var returned = await world.Ask(world.Finance, new App.Certificates.WhatIsOwed(c, null, null, null, null));
        Assert.Equal((44_444_444, 11_111_111), (returned.Buckets.Due.Fen, returned.Buckets.Returned.Fen));
        await Is(new Buckets() with { Due = new(46_066_566), Held = new(7_280_629) }, 53_347_195, 963_733);
    }

    private async Task Round2()
    {
        await world.Until(new(2026, 10, 25));
        await world.Fund(20_000_000);
        await world.Until(new(2026, 10, 31));
        second = await world.Snapshot(new(2026, 11, 30));
        await Line(second, a, 68_356_989, 0);
        await Line(second, c, 44_444_444, 0);
        await Line(second, d, 6_222, 0);
        await world.Candidate(second);
        await On(11, 5, async () => await world.PayAgain((await world.RatioInstruction(first.Value, c)).Id));
        await world.SettleRun(first.Value);
        await world.Until(new(2026, 11, 10));
        await world.Decide(second, session);
        var round = await world.Show(second);
        Assert.All(round.Candidates[0].Types, t => Assert.Equal(121_071, t.Ratio.Ppm));
        await world.Execute(second);
        await world.SettleRun(second.Value);
    }

    private async Task TwoRounds()
    {
        (world, (a, b, c, d, e, first, second, @case)) = await After(Lived);
        session = await Session.Of(world);
    }

    private static async Task<(ContractId A, ContractId B, ContractId C, ContractId D, ContractId E, PaymentRoundId First, PaymentRoundId Second, CaseId Case)> Lived(World world)
    {
        var past = new AcceptanceCaseTests { world = world };
        await past.LiveTwoRounds();
        return (past.a, past.b, past.c, past.d, past.e, past.first, past.second, past.@case);
    }

    private async Task LiveTwoRounds()
    {
        await Flagged();
        await Notified();
        await Round1();
        await world.Renew(@case);
        await Round2();
        await Line(second, b, 46_066_566, 6_316_896);
        Assert.Equal((8_276_049, 5_577_325, 5_380_933, 753), (await Paid(second, a), await Paid(second, b), await Paid(second, c), await Paid(second, d)));
        Assert.Equal(165_191_117, (await world.Show(second)).Candidates[0].Types.Sum(t => t.Base.Fen));
        Assert.Equal((19_235_060, 764_793, 154), ((await world.Show(second)).Paid.Fen, (await world.Show(second)).SetAside.Fen, (await world.Show(second)).Residual.Fen));
        await Is(new Buckets() with { Due = new(40_489_241), Held = new(7_280_629) }, 47_769_870, 1_728_526);
        await world.Until(new(2026, 11, 20));
        Assert.Equal("underReview", await world.StateOf(@case));
    }
}
