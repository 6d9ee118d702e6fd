using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Cases.Documents;
using Integrity.App.Contracts;
using Integrity.App.Desk;
using Integrity.App.Disclosure;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Integrity.Tests.Proofs;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>P-4, P-5, P-7, P-10, R-7: a deduction is taken in instalments, each by an act of the finance office; the amount is fixed at service.</summary>
public sealed class InstalmentTests : IAsyncLifetime
{
    // 3.5 % of 67,493,828 are 2,362,283: three parts, and two fen over in the first.
    private static readonly Money Whole = new(2_362_283), First = new(787_429), Other = new(787_427);
    private static readonly DateOnly Served = new(2026, 10, 9), Second = new(2026, 11, 9), Third = new(2026, 12, 9);

    private World world = null!;
    private ContractId contract;
    private CaseId @case;

    public async ValueTask InitializeAsync() => (world, contract) = await World.After(new(2026, 8, 3), WorldMatters.Owed);

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private static CaseSanction In(int instalments) => WorldCases.Deducting() with { Deduction = WorldCases.Deducting().Deduction! with { Instalments = instalments } };

    private async Task Sanctioned() => @case = await world.Sanctioned(contract, In(3));

    private async Task<Money> Post(DateOnly on)
    {
        world.Clock.Set(on);
        return await world.Do(world.Finance, new PostInstalment(@case, await world.SeenOf(@case)));
    }

    private async Task<InstalmentState[]> States() => [.. (await world.Ask(world.Auditor, new ShowCase(@case))).Instalments.Select(i => i.State)];

    private async Task<Money> Open() => (await world.Balance(contract)).Buckets is var buckets ? buckets.Due + buckets.NotYetDue : default;

    [Theory]
    [InlineData(2_362_283, 1, new long[] { 2_362_283 })]
    [InlineData(2_362_283, 3, new long[] { 787_429, 787_427, 787_427 })]
    [InlineData(12, 12, new long[] { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 })]
    [InlineData(11, 12, new long[] { 11 })]
    [InlineData(0, 2, new long[] { 0 })]
    public void Equal_parts_a_month_apart_with_the_remainder_in_the_first(long fen, int instalments, long[] parts)
    {
        var plan = InstalmentPlan.Of(new(fen), instalments, new(2027, 1, 31));
        Assert.Equal(parts, plan.Select(p => p.Amount.Fen));
        Assert.Equal(Enumerable.Range(1, parts.Length), plan.Select(p => p.Number));
        // From the day of service each time: the end of February does not shorten March.
        Assert.Equal(new DateOnly[] { new(2027, 1, 31), new(2027, 2, 28), new(2027, 3, 31) }.Take(parts.Length), plan.Take(3).Select(p => p.DueOn));
    }

    [Fact]
    public void Fewer_instalments_than_told_are_worse()
    {
        Assert.True(In(2).IsWorseThan(In(3)));
        Assert.False(In(4).IsWorseThan(In(3)));
        // A warning on top of what was told is one more; in the place of what is dropped it is less.
        Assert.True((In(3) with { Warning = true }).IsWorseThan(In(3)));
        // Of an exclusion neither the years nor the words of its scope are others than he was told.
        CaseSanction barred = new(false, null, new("本局沥青采购", 1), false, false, "已查明违约");
        Assert.True((barred with { Exclusion = new("本局全部工程、采购和租赁市场", 1) }).IsWorseThan(barred));
        Assert.False((barred with { Exclusion = new("本局沥青采购", 1) }).IsWorseThan(barred));
        Assert.False((In(3) with { Warning = true, Deduction = null }).IsWorseThan(In(3)));
    }

    [Fact]
    public async Task The_first_is_taken_on_service_and_all_that_the_hold_keeps_beyond_it_is_released()
    {
        await Sanctioned();
        var balance = await world.Balance(contract);
        Assert.Equal((First, Money.Zero, new Money(67_493_828) - First), (balance.Deducted, balance.HeldFor(@case.Value), await Open()));
        Assert.Equal([(1, Served, First), (2, Second, Other), (3, Third, Other)], (await world.Ask(world.Auditor, new ShowCase(@case))).Instalments.Select(i => (i.Number, i.DueOn, i.Amount)));
        Assert.Equal([InstalmentState.Taken, InstalmentState.Planned, InstalmentState.Planned], await States());
        Assert.Empty(await world.Verify());
    }

    [Fact]
    public async Task Each_other_is_posted_by_the_finance_office_on_its_day_or_later_and_the_clock_only_reminds()
    {
        await Sanctioned();
        await world.Publish(@case);
        await world.Refused("cases.instalment_not_yet", world.Finance, new PostInstalment(@case, await world.SeenOf(@case)));
        await world.Until(Second.AddDays(-1));
        Assert.Empty((await world.Ask(world.Finance, new ListInbox(null))).Items);
        await world.Refused("cases.instalment_not_yet", world.Finance, new PostInstalment(@case, await world.SeenOf(@case)));

        // The case is closed meanwhile; on the day the clock takes nothing.
        await world.Until(Second);
        Assert.Equal(("closed", First), (await world.StateOf(@case), (await world.Balance(contract)).Deducted));
        var item = Assert.Single((await world.Ask(world.Finance, new ListInbox(null))).Items);
        Assert.Equal((@case.Value, InboxReason.Instalment, "instalment 2, ¥7,874.27, from 2026-11-09 on", null), (item.Thing, item.Reason, item.Detail.En, item.DueOn));
        var decided = await world.Read(db => db.CasePapers.Where(p => p.PenaltyCase == @case && p.Kind == CasePaperKind.Decision).Select(p => p.Digest).SingleAsync());
        Assert.Equal((Other, decided), (item.Amount, item.Paper));
        Assert.DoesNotContain((await world.Ask(world.FinanceTwo, new ListInbox(null))).Items, one => one.Reason == InboxReason.Instalment);
        Assert.Equal([InstalmentState.Taken, InstalmentState.Due, InstalmentState.Planned], await States());
        await world.Refused("acts.not_permitted", world.AuditorTwo, new PostInstalment(@case, await world.SeenOf(@case)));
        Assert.Equal(Other, await Post(Second.AddDays(2)));
        Assert.Empty((await world.Ask(world.Finance, new ListInbox(null))).Items);
        Assert.Equal(Other, await Post(Third));
        Assert.Equal((Whole, Whole, Money.Zero), ((await world.Balance(contract)).Deducted, (await world.CaseOf(@case)).Deducted, (await world.CaseOf(@case)).Shortfall));
        await world.Refused("cases.no_instalment_open", world.Finance, new PostInstalment(@case, await world.SeenOf(@case)));
        Assert.Empty(await world.Verify());
    }

    [Fact]
    public async Task What_is_not_there_on_its_day_is_a_claim_outside_the_payables()
    {
        await Sanctioned();
        world.Clock.Set(Second);
        await world.Correct(contract, 300_000 - (await Open()).Fen);
        Assert.Equal(new Money(300_000), await Open());
        Assert.Equal(new Money(300_000), await Post(Second));
        Assert.Equal((First + new Money(300_000), Other - new Money(300_000)), ((await world.CaseOf(@case)).Deducted, (await world.CaseOf(@case)).Shortfall));
        Assert.Equal(Money.Zero, await Post(Third));
        Assert.Equal(Whole, (await world.CaseOf(@case)).Deducted + (await world.CaseOf(@case)).Shortfall);
        Assert.Empty(await world.Verify());
    }

    [Fact]
    public async Task A_revoked_review_gives_back_what_was_taken_and_cancels_the_rest()
    {
        await Sanctioned();
        world.Clock.Set(new(2026, 10, 29));
        await world.Publish(@case);
        await Post(Second);
        await world.Review(@case, ReviewOutcome.Revoked, new(2026, 11, 16));
        Assert.Equal([InstalmentState.GivenBack, InstalmentState.GivenBack, InstalmentState.Cancelled], await States());
        var balance = await world.Balance(contract);
        Assert.Equal((Money.Zero, new Money(67_493_828)), (balance.Deducted - balance.Reversed, await Open()));
        world.Clock.Set(Third);
        await world.Refused("cases.no_instalment_open", world.Finance, new PostInstalment(@case, await world.SeenOf(@case)));
        Assert.DoesNotContain((await world.Ask(world.Finance, new ListInbox(null))).Items, one => one.Reason == InboxReason.Instalment);
        Assert.Contains((await world.Ask(world.Auditor, new ShowCaseDocument(@case, "review"))).Document.Parts, part => part.Text.Zh == "尚未扣的一期扣款不再扣。");
        Assert.Empty(await world.Verify());
    }

    [Fact]
    public async Task A_remission_holds_what_was_taken_and_the_new_decision_has_a_plan_of_its_own()
    {
        await Sanctioned();
        world.Clock.Set(new(2026, 10, 29));
        await world.Publish(@case);
        await Post(Second);
        await world.Review(@case, ReviewOutcome.Remitted, new(2026, 11, 16));
        Assert.Equal(First + Other, (await world.Balance(contract)).HeldFor(@case.Value));
        Assert.Equal([InstalmentState.GivenBack, InstalmentState.GivenBack, InstalmentState.Cancelled], await States());
        await world.DecideCase(@case, In(4));
        await world.ServeDecision(@case);
        var live = (await world.Ask(world.Auditor, new ShowCase(@case))).Instalments.Skip(3).ToList();
        Assert.Equal((4, Whole, InstalmentState.Taken), (live.Count, live.Sum(i => i.Amount), live[0].State));
        Assert.Equal(live[0].Amount, (await world.CaseOf(@case)).Deducted);
        Assert.Empty(await world.Verify());
    }

    [Fact]
    public async Task A_reopening_says_what_is_still_to_come_and_cancels_it()
    {
        await Sanctioned();
        await world.Publish(@case);
        await world.Until(Second);
        Assert.Equal("closed", await world.StateOf(@case));
        var item = await world.Do(world.AuditorTwo, new ProposeReopening(@case, ReopeningGround.NewFacts, "新的证人证言", WorldCases.Paper, Holds: true, await world.SeenOf(@case)));
        Assert.Equal((First, Other + Other), (await world.Ask(world.Auditor, new ShowCase(@case))).Reopening!.Undone is var undone ? (undone.Deducted, undone.Planned) : default);
        await (await Session.Of(world)).Decide(item, Domain.Decisions.Vote.Yes);
        await world.Do(world.Secretary, new ReopenCase(@case, await world.SeenOf(@case)));
        Assert.Equal([InstalmentState.GivenBack, InstalmentState.Cancelled, InstalmentState.Cancelled], await States());
        Assert.Equal(First, (await world.Balance(contract)).HeldFor(@case.Value));
        await world.Refused("cases.no_instalment_open", world.Finance, new PostInstalment(@case, await world.SeenOf(@case)));
        Assert.Empty(await world.Verify());
    }

    private async Task<string> Text(CaseId of, string kind) => string.Concat((await world.Ask(world.Auditor, new ShowCaseDocument(of, kind))).Document.Parts.Select(part => part.Label?.Zh + part.Text.Zh));

    [Fact]
    public async Task The_cap_holds_over_the_sum_with_what_is_still_planned()
    {
        world.Clock.Set(new(2026, 8, 3));
        contract = await world.Contract("HT-C", amount: 100_000_000);
        await world.GiveAccounts(contract);
        var party = (await world.Read(async db => await db.WorksContracts.FindAsync(contract)))!.Party;
        await world.Do(world.Engineer, new SignIntegrityContract("LZ-C1", party, [contract], 1, [new(new(20_000), new(60_000))], new(30_000), false, new(2026, 1, 5), World.Paper));
        await world.Certify(contract, 87_654_321);
        world.Clock.Set(new(2026, 9, 23));
        @case = await world.Sanctioned(contract, In(3));
        world.Clock.Set(new(2026, 10, 12));
        var other = await world.Flag(contract, act: "宴请监理");
        await world.Confirm(other);
        await world.Notify(other, In(2));
        await world.Until(new(2026, 10, 21));
        await world.DecideCase(other, In(2));
        // 3 % of the contract are 3,000,000; the first case has taken or planned 2,362,283 of them.
        Assert.Equal(new Money(3_000_000) - Whole, (await world.Ask(world.Auditor, new ShowCase(other))).Figures!.Amount);
        var above = (await world.Ask(world.Auditor, new ShowCase(other))).Figures!.Proposed - new Money(637_717);
        Assert.Equal((above, true), ((await world.Ask(world.Auditor, new ShowCase(other))).Figures!.AboveCap, above.IsPositive));
        Assert.Contains("本文书作出时上限尚余人民币6,377.17元", await Text(other, "decision"), StringComparison.Ordinal);
        await world.ServeDecision(other);
        Assert.Contains($"超过约定上限、不扣人民币{above.ToYuan()}元", await Text(other, "decision-service"), StringComparison.Ordinal);
        Assert.DoesNotContain("不足扣除", await Text(other, "decision-service"), StringComparison.Ordinal);
        Assert.DoesNotContain("超过约定上限", await Text(@case, "decision-service"), StringComparison.Ordinal);
        Assert.Equal(above, (await world.Ask(world.Auditor, new ShowCase(other))).Figures!.AboveCap);
        Assert.Equal(new Money(637_717), (await world.Ask(world.Auditor, new ShowCase(other))).Instalments.Sum(i => i.Amount));
        Assert.Equal(Other, await Post(Second));
        Assert.Empty(await world.Verify());
    }

    [Fact]
    public async Task An_instalment_never_takes_what_lies_in_a_list_before_its_execution()
    {
        await Sanctioned();
        var late = Third.AddDays(-7);
        var before = await Open();
        await world.Fund(60_000_000);
        world.Clock.Set(late);
        var round = await world.Snapshot();
        await world.Refused("cases.deduction_waits_for_round", world.Finance, new PostInstalment(@case, await world.SeenOf(@case)));
        // What falls due only after the cut-off is not in the list.
        await world.Certify(contract, 2_000_000, "JL-2");
        Assert.Equal(Other, await Post(late));
        await world.Candidate(round);
        await world.Decide(round, await Session.Of(world));
        world.Clock.Set(Third);
        await world.Correct(contract, -(2_000_000 - 400_000 - 60_000 - Other.Fen));
        await world.Refused("cases.deduction_waits_for_round", world.Finance, new PostInstalment(@case, await world.SeenOf(@case)));
        await world.Execute(round);
        Assert.Equal(Other, await Post(Third));
        Assert.True(await Open() < before);
        Assert.Empty(await world.Verify());
    }

    [Fact]
    public async Task The_plan_is_part_of_the_paper_and_stands_in_notice_decision_desk_and_board()
    {
        await Sanctioned();
        var own = await world.Contractor("own", (await world.CaseOf(@case)).Party.Value);
        Assert.Contains("\"instalments\":\"3\"", await world.Read(db => db.CasePapers.Where(p => p.Kind == CasePaperKind.Decision).Select(p => p.Text).SingleAsync()), StringComparison.Ordinal);
        async Task<string> Text(string kind) => string.Join('\n', (await world.Ask(own, new ShowCaseDocument(@case, kind))).Document.Parts.Select(p => p.Text.Zh));
        Assert.Contains("扣款分三期按月等额扣", await Text("notice"), StringComparison.Ordinal);
        Assert.Contains("扣款分三期按月等额扣", await Text("decision"), StringComparison.Ordinal);
        // The amount and the days are fixed on service.
        var served = await Text("decision-service");
        foreach (var part in new[] { First.ToYuan(), $"2026年11月9日　¥{Other.ToYuan()}；2026年12月9日　¥{Other.ToYuan()}" }) Assert.Contains(part, served, StringComparison.Ordinal);
        Assert.Equal(3, Assert.Single((await world.Ask(own, new MyMatters(null))).Items).Instalments.Count);
        await world.Publish(@case);
        var listed = Assert.Single((await world.Ask(Caller.Anonymous(Language.Chinese), new ListPublicDeductions(null))).Items);
        Assert.Equal((First, true), (listed.Deducted, listed.ByInstalments));
    }

    [Fact]
    public async Task A_past_case_is_measured_by_all_that_was_decided_and_not_by_what_was_taken_so_far()
    {
        await Sanctioned();
        var other = await world.Flag(await world.OwedContract("HT-L1"));
        await world.Confirm(other);
        await world.Notify(other);
        var like = Assert.Single((await world.Ask(world.Auditor, new ShowCase(other))).Figures!.Like);
        Assert.Equal((@case, Whole, First), (like.Id, like.Deducted, like.Taken));
    }

    [Fact]
    public async Task More_than_twelve_or_none_are_refused()
    {
        @case = await world.Flag(contract);
        await world.Confirm(@case);
        foreach (var wrong in new[] { 0, 13 })
            await world.Refused("cases.instalments_out_of_range", world.Auditor, new DraftNotice(@case, In(wrong), new(3_000_000), await world.SeenOf(@case)));
        await world.Notify(@case, In(12));
    }

    [Fact]
    public async Task A_plan_that_is_not_the_decided_one_is_named_by_verify()
    {
        await Sanctioned();
        await Post(Second);
        Assert.Empty(await world.Verify());
        (string Harm, string Mend)[] harms =
        [
            ("amount_fen = amount_fen + 1 WHERE number = 3", "amount_fen = amount_fen - 1 WHERE number = 3"),
            ("due_on = '2026-12-10' WHERE number = 3", "due_on = '2026-12-09' WHERE number = 3"),
            ("paper = paper + 1", "paper = paper - 1"),
            ("taken_fen = taken_fen - 1 WHERE number = 2", "taken_fen = taken_fen + 1 WHERE number = 2"),
            ("undone_on = '2026-11-10' WHERE number = 3", "undone_on = NULL WHERE number = 3"),
        ];
        foreach (var (harm, mend) in harms)
        {
            await Change(harm);
            Assert.Contains(await world.Verify(), f => f.Check == "cases.sanctions");
            await Change(mend);
        }
        Assert.Empty(await world.Verify());
        await world.Sabotage(db => new Harm(db).Behind("case_instalments", "DELETE FROM case_instalments"));
        Assert.Contains(await world.Verify(), f => f.Check == "cases.sanctions");
        world.GoesAroundTheDoor();

        Task Change(string what) => world.Sabotage(db => new Harm(db).Behind("case_instalments", "UPDATE case_instalments SET " + what));
    }
}
