using Integrity.App.Certificates;
using Integrity.App.Parties;
using Integrity.Domain.Certificates;
using Integrity.Domain.Identity;
using Integrity.Domain.Ledger;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Certificates;

/// <summary>O-8 (2), (3), R-3: what stands otherwise than open, and for how long.</summary>
public sealed class EarmarkTests
{
    private const string Paper = WorldCertificates.Paper;

    /// <summary>O-8: an undisputed part flows although another part is disputed; the end brings it back to its original due day.</summary>
    [Fact]
    public async Task A_dispute_takes_only_its_amount_and_ends_at_the_original_due_day()
    {
        await using var world = await World.Begin(on: new(2026, 8, 10));
        var contract = await world.Contract();
        var a = await world.Certify(contract, 10_000);
        await world.Refused("certificates.more_than_open", world.Engineer, new MarkDisputed(contract, new(7_701), null, false, "缺陷", Paper));
        await world.Refused("certificates.amount_not_positive", world.Engineer, new MarkDisputed(contract, new(0), null, false, "缺陷", Paper));
        await world.Refused("certificates.ground_missing", world.Engineer, new MarkDisputed(contract, new(1), null, false, " ", Paper));
        await world.Refused("acts.not_found", world.Engineer, new MarkDisputed(contract, new(1), new CertificateId(1), false, "缺陷", Paper));
        var dispute = await world.Do(world.Engineer, new MarkDisputed(contract, new(700), a, false, "路面平整度检测不合格", Paper));
        var balance = await world.Balance(contract);
        Assert.Equal((700L, 7_000L, 2_000L, 9_700L), (balance.Buckets.Disputed.Fen, balance.Buckets.NotYetDue.Fen, balance.Buckets.Wage.Fen, balance.Outstanding.Fen));
        world.Clock.Set(new(2026, 10, 1));
        await world.Refused("certificates.more_than_earmarked", world.Engineer, new EndDispute(dispute, new(701), "检测合格", Paper, await world.Seen(dispute.Value)));
        await world.Do(world.Engineer, new EndDispute(dispute, new(300), "部分检测合格", Paper, await world.Seen(dispute.Value)));
        Assert.Equal((400L, 7_300L), ((await world.Balance(contract)).Buckets.Disputed.Fen, (await world.Balance(contract)).Buckets.Due.Fen));
        await world.Do(world.Engineer, new EndDispute(dispute, null, "其余检测合格", Paper, await world.Seen(dispute.Value)));
        balance = await world.Balance(contract);
        Assert.Equal([(new DateOnly(2026, 9, 9), 7_700L)], balance.DueTranches.Select(t => (t.Due, t.Amount.Fen)));
        await world.Refused("certificates.earmark_not_in_force", world.Engineer, new EndDispute(dispute, null, "再次", Paper, await world.Seen(dispute.Value)));
    }

    /// <summary>O-4: documented defect costs can be marked disputed before retention's day.</summary>
    [Fact]
    public async Task Defect_costs_are_disputed_out_of_retention_before_its_day()
    {
        await using var world = await World.Begin(on: new(2026, 8, 10));
        var contract = await world.Contract();
        await world.Certify(contract, 10_000);
        await world.Do(world.Engineer, new MarkDisputed(contract, new(200), null, true, "缺陷责任期内修复费用", Paper));
        await world.Do(world.Engineer, new RecordAcceptance(contract, new(2026, 8, 10), Paper, await world.Seen(contract.Value)));
        Assert.Equal(300L, (await world.Balance(contract)).RetentionNotDue.Fen);
        var due = (await world.Balance(contract, new(2028, 8, 10))).Buckets;
        Assert.Equal((200L, 7_800L), (due.Disputed.Fen, due.Due.Fen));
    }

    /// <summary>O-8 (2): as served, two people, never wages; what is short is frozen out of later certificates.</summary>
    [Fact]
    public async Task An_order_freezes_what_was_served_out_of_present_and_later_amounts_and_never_wages()
    {
        await using var world = await World.Begin(on: new(2026, 8, 10));
        var contract = await world.Contract();
        await world.Certify(contract, 10_000);
        var serve = new RecordAuthorityOrder(contract, new(9_000), "江州市人民法院", "（2026）江执协12号", "协助执行", Paper);
        await world.Refused("certificates.authority_missing", world.Engineer, serve with { Authority = "" });
        await world.Refused("certificates.order_number_missing", world.Engineer, serve with { Number = "" });
        await world.Refused("certificates.contract_unknown", world.Engineer, serve with { Contract = new(3) });
        var order = await world.Do(world.Engineer, serve);
        Assert.Equal(0L, (await world.Balance(contract)).Buckets.FrozenByAuthority.Fen);
        await world.Confirm(order);
        // 7 700 open and 300 retention, out of 9 000.
        var balance = await world.Balance(contract);
        Assert.Equal((7_700L, 2_000L, 0L), (balance.Buckets.FrozenByAuthority.Fen, balance.Buckets.Wage.Fen, balance.OpenTranches.Sum(t => t.Amount).Fen));
        Assert.Equal(8_000L, balance.Tranches.Where(t => t.Standing == Standing.FrozenByAuthority).Sum(t => t.Amount).Fen);
        await world.Certify(contract, 10_000, "JL-2");
        balance = await world.Balance(contract);
        Assert.Equal((9_000L, 6_700L), (balance.Tranches.Where(t => t.Standing == Standing.FrozenByAuthority).Sum(t => t.Amount).Fen, balance.OpenTranches.Sum(t => t.Amount).Fen));
        await world.Certify(contract, 10_000, "JL-3");
        Assert.Equal(9_000L, (await world.Balance(contract)).Tranches.Where(t => t.Standing == Standing.FrozenByAuthority).Sum(t => t.Amount).Fen);

        // Its end needs two people as well.
        var seen = await world.Seen(order.Value);
        await world.Refused("certificates.earmark_not_waiting", world.EngineerTwo, new ConfirmRelease(order, seen));
        await world.Do(world.Engineer, new ReleaseEarmark(order, "法院解除冻结", Paper, seen));
        Assert.Equal(9_000L, (await world.Balance(contract)).Tranches.Where(t => t.Standing == Standing.FrozenByAuthority).Sum(t => t.Amount).Fen);
        await world.Do(world.EngineerTwo, new ConfirmRelease(order, await world.Seen(order.Value)));
        balance = await world.Balance(contract);
        Assert.Equal((0L, 23_100L, 900L), (balance.Buckets.FrozenByAuthority.Fen, balance.OpenTranches.Sum(t => t.Amount).Fen, balance.RetentionNotDue.Fen));
    }

    /// <summary>O-8 (2), R-2: exactly as served, whatever it is that becomes open later.</summary>
    [Fact]
    public async Task What_a_dispute_gives_back_is_frozen_under_an_order_that_was_short()
    {
        await using var world = await World.Begin(on: new(2026, 8, 10));
        var contract = await world.Contract();
        await world.Certify(contract, 10_000);
        var dispute = await world.Do(world.Engineer, new MarkDisputed(contract, new(1_000), null, false, "隐蔽工程数量有争议", Paper));
        var order = await world.Do(world.Engineer, new RecordAuthorityOrder(contract, new(7_500), "江州市人民法院", "（2026）江执协13号", "协助执行", Paper));
        await world.Confirm(order);
        async Task<long> Frozen() => (await world.Balance(contract)).Tranches.Where(t => t.Standing == Standing.FrozenByAuthority).Sum(t => t.Amount).Fen;
        Assert.Equal(7_000L, await Frozen());
        await world.Do(world.EngineerTwo, new EndDispute(dispute, null, "复核无误", Paper, await world.Seen(dispute.Value)));
        Assert.Equal((7_500L, 500L), (await Frozen(), (await world.Balance(contract)).OpenTranches.Sum(t => t.Amount).Fen));
        Assert.Empty(await world.Verify());
    }

    /// <summary>O-8 (2): the end of an order that was never filled gives everything back, and freezes nothing again.</summary>
    [Fact]
    public async Task An_order_that_is_lifted_before_it_was_filled_freezes_nothing_any_more()
    {
        await using var world = await World.Begin(on: new(2026, 8, 10));
        var contract = await world.Contract();
        await world.Certify(contract, 10_000);
        var order = await world.Do(world.Engineer, new RecordAuthorityOrder(contract, new(90_000), "江州市人民法院", "（2026）江执协14号", "协助执行", Paper));
        await world.Confirm(order);
        await world.Do(world.Engineer, new ReleaseEarmark(order, "法院解除冻结", Paper, await world.Seen(order.Value)));
        await world.Do(world.EngineerTwo, new ConfirmRelease(order, await world.Seen(order.Value)));
        Assert.DoesNotContain((await world.Balance(contract)).Tranches, t => t.Standing == Standing.FrozenByAuthority);
        Assert.Empty(await world.Verify());
    }

    [Fact]
    public async Task Whoever_recorded_an_order_cannot_confirm_it_or_its_end_and_it_can_be_sent_back()
    {
        await using var world = await World.Begin();
        var contract = await world.Contract();
        await world.Certify(contract, 10_000);
        var both = await world.Person("both", Office.Engineering, Duty.ReadBusiness, Duty.PrepareCertificates, Duty.ApproveCertificates);
        var serve = new RecordAuthorityOrder(contract, new(100), "江州市人民法院", "12号", "协助执行", Paper);
        var order = await world.Do(both, serve);
        await world.Refused("certificates.prepared_by_same_person", both, new ConfirmEarmark(order, await world.Seen(order.Value)));
        await world.Confirm(order);
        await world.Refused("certificates.earmark_not_waiting", world.EngineerTwo, new ConfirmEarmark(order, await world.Seen(order.Value)));
        await world.Do(both, new ReleaseEarmark(order, "解除", Paper, await world.Seen(order.Value)));
        await world.Refused("certificates.prepared_by_same_person", both, new ConfirmRelease(order, await world.Seen(order.Value)));
        var second = await world.Do(both, serve);
        await world.Refused("certificates.reject_reason_missing", world.EngineerTwo, new RefuseEarmark(second, "", await world.Seen(second.Value)));
        await world.Do(world.EngineerTwo, new RefuseEarmark(second, "文书送达对象有误", await world.Seen(second.Value)));
        Assert.Equal(100L, (await world.Balance(contract)).Buckets.FrozenByAuthority.Fen);
    }

    /// <summary>R-3, C-7: two people, and an account of the assignee that two people have confirmed.</summary>
    [Fact]
    public async Task An_assignment_names_a_confirmed_account_and_moves_the_oldest_due_first()
    {
        await using var world = await World.Begin(on: new(2026, 8, 10));
        var contract = await world.Contract();
        await world.Certify(contract, 10_000);
        world.Clock.Set(new(2026, 8, 20));
        await world.Certify(contract, 10_000, "JL-2");
        var party = await world.Read(db => db.Set<Domain.Contracts.WorksContract>().Where(c => c.Id == contract).Select(c => c.Party).SingleAsync());
        var account = await world.Do(world.Engineer, new ProposeAccount(party, new(AccountKind.Assignee, "江州保理公司", "6217000012345678901", "江州银行", "313299000014", "转让通知 7 号", Paper)));
        var assign = new Assign(contract, new(8_000), "江州保理公司", account, "债权转让通知书", Paper);
        await world.Refused("certificates.assignee_account_unconfirmed", world.Engineer, assign);
        await world.Do(world.EngineerTwo, new CheckAccount(account, true, await world.Seen(account.Value)));
        await world.Refused("certificates.assignee_missing", world.Engineer, assign with { Assignee = " " });
        await world.Refused("certificates.contract_unknown", world.Engineer, assign with { Contract = new(3) });
        var id = await world.Do(world.Engineer, assign);
        await world.Confirm(id);
        var balance = await world.Balance(contract);
        Assert.Equal((8_000L, 7_400L, 4_000L), (balance.Buckets.Assigned.Fen, balance.OpenTranches.Sum(t => t.Amount).Fen, balance.Buckets.Wage.Fen));
        Assert.Equal([(new DateOnly(2026, 9, 9), 7_700L), (new DateOnly(2026, 9, 19), 300)], balance.Standing(Standing.Assigned, id.Value).Select(t => (t.Due, t.Amount.Fen)));
        var more = await world.Do(world.Engineer, assign with { Amount = new(7_401) });
        await world.Refused("certificates.more_than_open", world.EngineerTwo, new ConfirmEarmark(more, await world.Seen(more.Value)));
        await world.Do(world.Engineer, new ReleaseEarmark(id, "受让人撤回", Paper, await world.Seen(id.Value)));
        await world.Do(world.EngineerTwo, new ConfirmRelease(id, await world.Seen(id.Value)));
        Assert.Equal(0L, (await world.Balance(contract)).Buckets.Assigned.Fen);
    }

    /// <summary>O-1, O-3, O-5: two people; the oldest due first; wages only out of wages.</summary>
    [Fact]
    public async Task A_third_partys_payment_settles_the_oldest_due_and_touches_wages_only_when_it_is_wages()
    {
        await using var world = await World.Begin(on: new(2026, 8, 10));
        var contract = await world.Contract();
        await world.Certify(contract, 10_000);
        world.Clock.Set(new(2026, 8, 20));
        await world.Certify(contract, 1_000, "JL-2");
        var record = new RecordThirdPartyPayment(contract, new(7_800), false, "江州总承包公司", new(2026, 8, 19), Paper);
        await world.Refused("certificates.payer_missing", world.Finance, record with { Payer = "" });
        await world.Refused("certificates.paid_in_future", world.Finance, record with { PaidOn = new(2026, 8, 21) });
        await world.Refused("certificates.more_than_open", world.Finance, record with { Amount = new(8_471) });
        await world.Refused("certificates.amount_not_positive", world.Finance, record with { Amount = new(-1) });
        await world.Refused("certificates.contract_unknown", world.Finance, record with { Contract = new(3) });
        var paid = await world.Do(world.Finance, record);
        Assert.Equal(0L, (await world.Balance(contract)).ThirdPartyPaid.Fen);
        var confirm = new ConfirmThirdPartyPayment(paid, await world.Seen(paid.Value));
        await world.Do(world.FinanceTwo, confirm);
        await world.Refused("certificates.payment_decided", world.FinanceTwo, confirm with { Seen = await world.Seen(paid.Value) });
        var balance = await world.Balance(contract);
        Assert.Equal((7_800L, 2_200L, 670L), (balance.ThirdPartyPaid.Fen, balance.Buckets.Wage.Fen, balance.OpenTranches.Single().Amount.Fen));
        var wages = await world.Do(world.Finance, record with { IsWages = true, Amount = new(200) });
        await world.Do(world.FinanceTwo, new ConfirmThirdPartyPayment(wages, await world.Seen(wages.Value)));
        balance = await world.Balance(contract);
        Assert.Equal((2_000L, 670L), (balance.Buckets.Wage.Fen, balance.Buckets.NotYetDue.Fen));
        Assert.Equal(balance.OutstandingByDefinition, balance.Outstanding);
        var third = await world.Do(world.Finance, record with { Amount = new(1) });
        await world.Do(world.FinanceTwo, new RefuseThirdPartyPayment(third, "凭证与金额不符", await world.Seen(third.Value)));
        var both = await world.Person("both", Office.Finance, Duty.ReadBusiness, Duty.RecordFunds, Duty.ConfirmFunds);
        var own = await world.Do(both, record with { Amount = new(1) });
        await world.Refused("certificates.prepared_by_same_person", both, new ConfirmThirdPartyPayment(own, await world.Seen(own.Value)));
        await world.Refused("certificates.reject_reason_missing", both, new RefuseThirdPartyPayment(own, "", await world.Seen(own.Value)));
    }

    /// <summary>O-7: what accrued becomes a payable of its own, once.</summary>
    [Fact]
    public async Task Overdue_interest_is_recorded_once_up_to_a_day_and_is_in_no_bucket()
    {
        await using var world = await World.Begin(on: new(2026, 8, 10));
        var contract = await world.Contract();
        await world.Certify(contract, 123_456_789);
        await world.Refused("certificates.no_interest", world.Finance, new RecordOverdueInterest(contract, null, await world.Seen(contract.Value)));
        world.Clock.Set(new(2026, 9, 11));
        await world.Refused("certificates.interest_day_in_future", world.Finance, new RecordOverdueInterest(contract, new(2026, 9, 12), await world.Seen(contract.Value)));
        // The wage part and the rest: (24 691 357 + 95 061 729) × 1 day × 500 ppm, floored.
        Assert.Equal(new Money(59_876), await world.Do(world.Finance, new RecordOverdueInterest(contract, new(2026, 9, 10), await world.Seen(contract.Value))));
        // It rests on the signed contract (O-7, L-1).
        Assert.Equal(await world.Read(db => db.Set<Domain.Contracts.WorksContract>().Where(c => c.Id == contract).Select(c => c.Document).SingleAsync()),
            await world.Read(db => db.Set<App.Ledger.LedgerRange>().Where(r => r.Kind == "interest").Select(r => r.Document).SingleAsync()));
        await world.Refused("certificates.no_interest", world.Finance, new RecordOverdueInterest(contract, new(2026, 9, 10), await world.Seen(contract.Value)));
        Assert.Equal(new Money(59_877), await world.Do(world.Finance, new RecordOverdueInterest(contract, null, await world.Seen(contract.Value))));
        var balance = await world.Balance(contract);
        Assert.Equal((119_753L, 119_753_086L), (balance.InterestOwed.Fen, balance.Outstanding.Fen));
    }
}
