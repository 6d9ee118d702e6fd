using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Decisions;
using Integrity.App.Disclosure;
using Integrity.App.Parties;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>P-1 to P-7, P-10: who may do what when in a case, and every lawful no.</summary>
public sealed partial class CaseActsTests : IAsyncDisposable
{
    private World world = null!;
    private ContractId contract;
    private Caller appointer = null!;
    private CaseId @case;

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private async Task Bureau() => (world, contract) = await World.After(new(2026, 8, 3), WorldMatters.Owed);

    private async Task Flagged()
    {
        await Bureau();
        @case = await world.Flag(contract);
    }

    private async Task Confirmed()
    {
        await Flagged();
        await world.Confirm(@case);
    }

    private async Task UnderReview()
    {
        await Confirmed();
        await world.Notify(@case);
        await world.Until(new(2026, 10, 9));
        Assert.Equal("underReview", await world.StateOf(@case));
    }

    private Task<long> Seen => world.SeenOf(@case);

    [Fact]
    public async Task A_flag_names_act_day_source_severity_and_a_breach_and_a_clause_that_was_signed_before()
    {
        await Bureau();
        FlagViolation Lead() => new(contract, CaseSource.Inspection, "赠送购物卡", new(2026, 9, 10), 1, new(1), WorldCases.Legs);
        await world.Refused("cases.act_missing", world.Auditor, Lead() with { Act = " " });
        await world.Refused("cases.act_in_future", world.Auditor, Lead() with { ActDay = new(2026, 9, 24) });
        await world.Refused("cases.loss_negative", world.Auditor, Lead() with { ClaimedLoss = new(-1) });
        await world.Refused("cases.breach_missing", world.Auditor, Lead() with { Legs = [WorldCases.Legs[1]] });
        await world.Refused("cases.finding_words_missing", world.Auditor, Lead() with { Legs = [new(CaseLeg.Breach, " ", null)] });
        await world.Refused("cases.evidence_unreadable", world.Auditor, Lead() with { Legs = [new(CaseLeg.Breach, "送卡", "abc")] });
        await world.Refused("cases.legs_alike", world.Auditor, Lead() with { Legs = [.. WorldCases.Legs.Select(leg => leg with { Words = " 赠送购物卡" })] });
        await world.Refused("cases.no_clause_before_act", world.Auditor, Lead() with { ActDay = new(2025, 12, 31) });
        await world.Refused("acts.not_found", world.Auditor, Lead() with { Contract = new(999_999) });
        await world.Do(world.Auditor, Lead());
        await world.Do(world.Auditor, Lead() with { Act = "第2次赠送购物卡" });
        foreach (var same in new[] { "赠送购物卡", " 赠送 购物卡。", "第２次“赠送”购物卡" }) await world.Refused("cases.same_act_twice", world.Auditor, Lead() with { Act = same });
    }

    [Fact]
    public async Task No_notice_is_served_under_a_clause_that_proves_to_be_signed_after_the_act()
    {
        await Confirmed();
        await world.Draft(@case);
        await world.Sabotage(db => new Proofs.Harm(db).Behind("integrity_contracts", "UPDATE integrity_contracts SET signed_on = '2026-09-20'"));
        await world.Refused("workflows.requirement_unmet", world.Auditor, new ServeNotice(@case, WorldCases.Paper, await Seen));
    }

    [Fact]
    public async Task A_hold_that_no_second_person_confirms_in_one_working_day_lapses_and_the_case_goes_on()
    {
        await Flagged();
        Assert.True((await world.Balance(contract)).HeldFor(@case.Value).IsPositive);
        await world.Refused("acts.not_permitted", world.Auditor, new ConfirmHold(@case, await Seen));
        await world.Until(new(2026, 9, 24));
        Assert.Equal("flagged", await world.StateOf(@case));
        await world.Until(new(2026, 9, 25));
        Assert.Equal(("unconfirmed", 0), (await world.StateOf(@case), (await world.Balance(contract)).HeldFor(@case.Value).Fen));
        // Who confirms too late brings the case on; a hold is laid anew by decision only (P-5).
        await world.Confirm(@case);
        Assert.Equal(("held", 0), (await world.StateOf(@case), (await world.Balance(contract)).HeldFor(@case.Value).Fen));
    }

    [Fact]
    public async Task Whoever_investigates_never_confirms_or_reviews_his_own_case()
    {
        await Bureau();
        var both = await world.Person("both", Office.Audit, Duty.ReadBusiness, Duty.InvestigateCases, Duty.ReviewCases);
        @case = await world.Do(both, new FlagViolation(contract, CaseSource.Inspection, "赠送购物卡", new(2026, 9, 10), 1, new(1), WorldCases.Legs));
        await world.Refused("workflows.same_person", both, new ConfirmHold(@case, await Seen));
        await world.Confirm(@case);
        await world.Draft(@case, by: both);
        await world.Do(both, new ServeNotice(@case, WorldCases.Paper, await Seen));
        await world.Until(new(2026, 10, 9));
        await world.Refused("cases.investigator_does_not_review", both, new CompleteReview(@case, "legal-review", "同意", null, await Seen));
    }

    [Fact]
    public async Task Two_people_withdraw_a_lead_and_what_was_held_is_free_again()
    {
        await Flagged();
        var due = (await world.Balance(contract)).Outstanding;
        await world.Refused("cases.not_asked", world.AuditorTwo, new WithdrawLead(@case, await Seen));
        await world.Refused("cases.words_missing", world.AuditorTwo, new AskForWithdrawal(@case, " ", await Seen));
        await world.Do(world.AuditorTwo, new AskForWithdrawal(@case, "查无实据", await Seen));
        await world.Refused("cases.asked_already", world.Auditor, new AskForWithdrawal(@case, "查无实据", await Seen));
        await world.Refused("cases.same_asker", world.AuditorTwo, new WithdrawLead(@case, await Seen));
        var third = await world.Person("auditor-3", Office.Audit, Duty.ReadBusiness, Duty.ReviewCases);
        await world.Do(third, new WithdrawLead(@case, await Seen));
        Assert.Equal(("closed", due), (await world.StateOf(@case), (await world.Balance(contract)).Buckets.Due + (await world.Balance(contract)).Buckets.Wage));
        await world.Refused("cases.case_ended", world.Auditor, new AddFinding(@case, WorldCases.Legs[0], await Seen));
        await world.Refused("workflows.closed", world.AuditorTwo, new ConfirmHold(@case, await Seen));
        await world.Flag(contract);
    }

    [Fact]
    public async Task A_notice_proposes_something_inside_the_band_with_factors_and_reasons()
    {
        await Confirmed();
        DraftNotice With(CaseSanction sanction, long seen) => new(@case, sanction, Money.Zero, seen);
        var good = WorldCases.Deducting();
        await world.Refused("cases.outside_band", world.Auditor, With(WorldCases.Deducting(60_001), await Seen));
        await world.Refused("cases.factors_missing", world.Auditor, With(good with { Deduction = good.Deduction! with { Factors = [] } }, await Seen));
        await world.Refused("cases.reasons_missing", world.Auditor, With(good with { Reasons = " " }, await Seen));
        await world.Refused("cases.nothing_proposed", world.Auditor, With(WorldCases.Dismissal, await Seen));
        await world.Refused("cases.loss_negative", world.Auditor, With(good, await Seen) with { DocumentedLoss = new(-1) });
        await world.Do(world.Auditor, With(good, await Seen));
        await world.Refused("workflows.requirement_unmet", world.Auditor, new ServeNotice(@case, "", await Seen));
        await world.Refused("cases.evidence_unreadable", world.Auditor, new ServeNotice(@case, "x", await Seen));
    }

    [Fact]
    public async Task The_hold_lapses_after_30_days_unless_two_people_renew_it_to_90_and_the_group_extends_it_to_180()
    {
        await Confirmed();
        await world.Notify(@case);
        await world.Renew(@case);
        await world.Until(new(2026, 10, 24));
        Assert.True((await world.Balance(contract)).HeldFor(@case.Value).IsPositive);
        await world.Refused("cases.nothing_put_to_vote", world.AuditorTwo, new ExtendHold(@case, await Seen));
        await world.Refused("cases.words_missing", world.AuditorTwo, new ProposeExtension(@case, "", await Seen));
        var item = await world.Do(world.AuditorTwo, new ProposeExtension(@case, "鉴定尚未出具", await Seen));
        await world.Refused("cases.put_to_vote_already", world.AuditorTwo, new ProposeExtension(@case, "鉴定尚未出具", await Seen));
        await world.Refused("decisions.not_yet_decided", world.Secretary, new ExtendHold(@case, await Seen));
        await (await Session.Of(world)).Decide(item);
        await world.Do(world.Secretary, new ExtendHold(@case, await Seen));
        await world.Until(new DateOnly(2026, 9, 23).AddDays(180));
        Assert.True((await world.Balance(contract)).HeldFor(@case.Value).IsPositive);
        await world.Until(new DateOnly(2026, 9, 23).AddDays(181));
        Assert.Equal((0, "underReview"), ((await world.Balance(contract)).HeldFor(@case.Value).Fen, await world.StateOf(@case)));
        Assert.True((await world.CaseOf(@case)).HoldLapsed);
    }

    [Fact]
    public async Task No_deadline_fires_early_twice_or_by_a_person()
    {
        await Confirmed();
        var limit = await world.Read(db => db.CaseDeadlines.SingleAsync(d => d.Name == "holdLimit"));
        await world.Refused("cases.deadline_not_over", Caller.Clock, new FireDeadline(limit.Id, limit.Run));
        await world.Refused("cases.deadline_not_running", Caller.Clock, new FireDeadline(limit.Id, limit.Run + 1));
        await world.Refused("acts.not_permitted", world.Auditor, new FireDeadline(limit.Id, limit.Run));
        await world.Do(world.AuditorTwo, new PauseClock(@case, "等待鉴定", await Seen));
        await world.Refused("workflows.requirement_unmet", world.AuditorTwo, new PauseClock(@case, "", await Seen));
        Assert.Equal((true, false), (await world.Read(db => db.CaseDeadlines.SingleAsync(d => d.Name == "noticeDue")) is { DueOn: null },
            await world.Read(db => db.CaseDeadlines.SingleAsync(d => d.Name == "holdLimit")) is { DueOn: null }));
        await world.Do(world.AuditorTwo, new ResumeClock(@case, await Seen));
        Assert.NotNull((await world.Read(db => db.CaseDeadlines.SingleAsync(d => d.Name == "noticeDue"))).DueOn);
    }

    [Fact]
    public async Task Every_defence_is_answered_and_both_reviews_done_before_the_group_decides()
    {
        await Confirmed();
        await world.Notify(@case);
        var party = (await world.CaseOf(@case)).Party.Value;
        var own = await world.Contractor("own", party);
        await world.Refused("cases.words_missing", own, new SubmitDefence(@case, " ", null, await Seen));
        await world.Do(own, new SubmitDefence(@case, "购物卡并非我方赠送", null, await Seen));
        await world.Refused("workflows.requirement_unmet", own, new WaiveDefence(@case, "", await Seen));
        await world.Refused("workflows.requirement_unmet", own, new RequestHearing(@case, null, await Seen));
        await world.Refused("documents.paper_not_yours", own, new WaiveDefence(@case, await world.Kept(world.Auditor, "谈话记录"), await Seen));
        await world.Do(own, new WaiveDefence(@case, await world.Kept(own, "放弃陈述申辩书"), await Seen));
        await world.Refused("workflows.requirement_unmet", world.AuditorTwo, new ProposeSanction(@case, WorldCases.Deducting(), await Seen));
        await world.Refused("cases.no_such_task", world.AuditorTwo, new CompleteReview(@case, "none", "同意", null, await Seen));
        await world.Refused("cases.no_such_defence", world.Auditor, new AnswerDefence(@case, 9, "已核实", await Seen));
        await world.Do(world.Auditor, new AnswerDefence(@case, 1, "监控与证言相互印证", await Seen));
        Assert.Contains("sent back", (await world.Refused(world.Auditor, new DraftNotice(@case, WorldCases.Deducting(), new(1), await Seen))).En, StringComparison.Ordinal);
        await world.Refused("cases.nothing_put_to_vote", world.Secretary, new AdoptCaseDecision(@case, await Seen));
        Assert.Equal(ItemResult.NotPassed, await world.DecideCase(@case, WorldCases.Deducting(), Vote.No));
        Assert.Equal("underReview", await world.StateOf(@case));
        await world.DecideCase(@case, WorldCases.Deducting());
        Assert.Equal("decided", await world.StateOf(@case));
    }

    [Fact]
    public async Task What_is_worse_than_the_notice_or_leaves_the_loss_warning_unanswered_does_not_come_to_a_vote()
    {
        await Confirmed();
        var nineYears = WorldCases.Deducting() with { Exclusion = new("本局全部工程", 9) };
        await world.Refused("cases.exclusion_scope_missing", world.Auditor, new DraftNotice(@case, nineYears with { Exclusion = new(" ", 1) }, new(1_000), await Seen));
        await world.Refused("parties.exclusion_length_unlawful", world.Auditor, new DraftNotice(@case, nineYears, new(1_000), await Seen));
        await world.Notify(@case, WorldCases.Deducting(), documentedLoss: 1_000);
        await world.Until(new(2026, 10, 9));
        await world.Do(world.AuditorTwo, new CompleteReview(@case, "audit-opinion", "同意", null, await Seen));
        await world.Refused("cases.opinions_by_two", world.AuditorTwo, new CompleteReview(@case, "legal-review", "同意", null, await Seen));
        await world.Do(await world.Lawyer(), new CompleteReview(@case, "legal-review", "同意", null, await Seen));
        var refusal = await world.Refused(world.AuditorTwo, new ProposeSanction(@case, WorldCases.Deducting(40_000), await Seen));
        Assert.Equal("workflows.requirement_unmet", refusal.Code);
        Assert.Contains("1.3", refusal.En, StringComparison.Ordinal);
        Assert.Contains("worse", refusal.En, StringComparison.Ordinal);
        Assert.Equal("underReview", await world.StateOf(@case));
        var answered = WorldCases.Deducting() is { Deduction: { } terms } sanction ? sanction with { Deduction = terms with { LossAnswer = "影响恶劣，仍属适当" } } : throw new InvalidOperationException();
        await world.Do(world.AuditorTwo, new ProposeSanction(@case, answered, await Seen));
        await world.Refused("cases.vote_still_open", world.Secretary, new AdoptCaseDecision(@case, await Seen));
    }

    /// <summary>P-2, P-6: what is not shown cannot be answered, so no notice proposes more than a warning before the three legs are there.</summary>
    [Fact]
    public async Task A_notice_proposes_no_more_than_a_warning_while_a_leg_is_missing()
    {
        await Confirmed();
        var lead = await world.Flag((await world.CaseOf(@case)).Contract, act: "私下宴请", legs: [WorldCases.Legs[0], WorldCases.Legs[1]]);
        await world.Confirm(lead);
        async Task<DraftNotice> Notice(CaseSanction proposed) => new(lead, proposed, Money.Zero, await world.SeenOf(lead));
        Assert.Contains("影响与损失三项未全部有证据", (await world.Refused(world.Auditor, await Notice(WorldCases.Deducting()))).Zh, StringComparison.Ordinal);
        await world.Do(world.Auditor, await Notice(new(true, null, null, false, false, "已查明违约")));
        await world.Do(world.Auditor, new AddFinding(lead, WorldCases.Legs[2], await world.SeenOf(lead)));
        await world.Do(world.Auditor, await Notice(WorldCases.Deducting()));
    }

    /// <summary>R-7: between vote and export nothing but a set-aside makes a line smaller, and a deduction is none.</summary>
    [Fact]
    public async Task A_decision_that_would_take_what_a_list_pays_is_served_after_the_list_is_executed()
    {
        await UnderReview();
        await world.Fund(60_000_000);
        await world.DecideCase(@case, WorldCases.Deducting());
        await world.Until(new(2026, 10, 24));
        Assert.True((await world.CaseOf(@case)).HoldLapsed);
        var round = await world.Snapshot();
        await world.Candidate(round);
        await world.Decide(round, await Session.Of(world));
        var refusal = await world.Refused(world.AuditorTwo, new ServeDecision(@case, WorldCases.Paper, await Seen));
        Assert.Equal(("cases.deduction_waits_for_round", "decided"), (refusal.Code, await world.StateOf(@case)));
        await world.Do(world.Finance, new App.Payments.ExecuteRound(round, await world.Seen(round.Value)));
        await world.ServeDecision(@case);
        Assert.True((await world.CaseOf(@case)).Deducted.IsPositive);
    }

    [Fact]
    public async Task The_figures_of_two_cases_under_one_contract_are_explained_apart()
    {
        await Confirmed();
        var other = await world.Flag(contract, claimedLoss: 1_000_000, act: "宴请监理");
        foreach (var one in new[] { @case, other })
        {
            var shown = await world.Ask(world.Auditor, new ShowCase(one));
            Assert.True(shown.Held.IsPositive);
            Assert.Equal(shown.Held, (await world.Ask(world.Auditor, new ExplainCase(one, CaseFigure.Held))).Amount);
            Assert.Equal(shown.VAtFlag, (await world.Ask(world.Auditor, new ExplainCase(one, CaseFigure.Base))).Amount);
        }
    }

    [Fact]
    public async Task A_decision_on_a_hold_that_was_laid_after_the_vote_waits_for_the_list_too()
    {
        await Bureau();
        await world.Fund(60_000_000);
        var round = await world.Snapshot();
        await world.Candidate(round);
        await world.Decide(round, await Session.Of(world));
        @case = await world.Flag(contract);
        await world.Confirm(@case);
        await world.Notify(@case);
        await world.Until(new(2026, 10, 9));
        await world.DecideCase(@case, WorldCases.Deducting());
        await world.Refused("cases.deduction_waits_for_round", world.AuditorTwo, new ServeDecision(@case, WorldCases.Paper, await Seen));
        await world.Do(world.Finance, new App.Payments.ExecuteRound(round, await world.Seen(round.Value)));
        await world.ServeDecision(@case);
        Assert.True((await world.CaseOf(@case)).Deducted.IsPositive);
    }

    [Fact]
    public async Task An_exclusion_begins_with_service_ends_with_the_revocation_and_is_published_with_names_masked()
    {
        await Confirmed();
        var sanction = WorldCases.Deducting() with { Exclusion = new("本局全部工程", 1), Recommendation = true };
        await world.Notify(@case, sanction);
        var hearing = await world.Person("hearing", Office.Audit, Duty.ReadBusiness, Duty.ReviewCases);
        await world.Do(world.AuditorTwo, new RequestHearing(@case, "对取缔有异议", await Seen, await world.Kept(world.AuditorTwo, "书面材料")));
        await world.Refused("cases.hearing_not_appointed", hearing, new HoldHearing(@case, WorldCases.Paper, null, await Seen));
        var appointment = await world.Appointment(@case, hearing);
        await world.Refused("cases.chair_took_part", world.AuditorTwo, appointment with { Chair = world.Auditor.Official });
        await world.Refused("cases.chair_took_part", world.AuditorTwo, appointment with { Chair = world.AuditorTwo.Official });
        await world.Refused("cases.hearing_words_missing", world.AuditorTwo, appointment with { Place = " " });
        await world.Refused("cases.hearing_too_soon", world.AuditorTwo, appointment with { Day = appointment.Day.AddDays(-1) });
        appointer = await world.Person("appointer", Office.Audit, Duty.ReadBusiness, Duty.ReviewCases);
        await world.Do(appointer, appointment);
        await world.Refused("cases.another_chairs", world.AuditorTwo, new HoldHearing(@case, WorldCases.Paper, null, await Seen));
        await world.Refused("cases.hearing_not_yet", hearing, new HoldHearing(@case, WorldCases.Paper, null, await Seen));
        await world.Hear(@case, hearing);
        await world.Refused("cases.no_hearing_asked", world.AuditorTwo, await world.Appointment(@case, hearing));
        await world.Refused("cases.chair_does_not_review", hearing, new CompleteReview(@case, "legal-review", "同意", null, await Seen));
        foreach (var task in new[] { "audit-opinion", "legal-review" })
            await world.Do(await world.OpinionBy(task), new CompleteReview(@case, task, "同意", null, await Seen));
        await world.Propose(@case, sanction);
        var party = (await world.CaseOf(@case)).Party;
        await world.ServeDecision(@case);
        Assert.True(await world.Read(db => db.LiveExclusions(world.Today()).AnyAsync(x => x.Party == party)));
        var nobody = Caller.Anonymous(Language.Chinese);
        Assert.Empty((await world.Ask(nobody, new ListPublicDeductions(null))).Items);
        Assert.Empty((await world.Ask(nobody, new ListPublicExclusions(null))).Items);
        await world.Refused("cases.public_text_missing", world.AuditorTwo, new PublishDecision(@case, " ", await Seen));
        foreach (var personal in new[] { "身份证号110101199003077715", "电话13800138000", "身份证 320102 19900307 7757", "身份证320102900307775", "账号6222021001116245702", "账号6222 0210 0111 6245 702", "固定电话0512-65123456", "电话１３８ 0013 8000" })
            await world.Refused("workflows.requirement_unmet", world.AuditorTwo, new PublishDecision(@case, "对某施工队扣罚，" + personal, await Seen));
        await world.Publish(@case);
        var shown = Assert.Single((await world.Ask(nobody, new ListPublicDeductions(null))).Items);
        Assert.Equal(((await world.CaseOf(@case)).Deducted, null), (shown.Deducted, shown.CorrectedOn));
        var bar = Assert.Single((await world.Ask(nobody, new ListPublicExclusions(null))).Items);
        Assert.Equal((shown.Number, shown.Party, world.Today(), true), (bar.CaseNumber, bar.Party, bar.StartsOn, bar.InForce));
        await world.Refused("cases.put_to_vote_already", world.AuditorTwo, await ReviewTwice());
        await world.Refused("cases.vote_still_open", world.Secretary, new DecideReview(@case, await Seen));
    }

    private async Task<PutReviewToVote> ReviewTwice()
    {
        await world.Refused("cases.nothing_put_to_vote", world.AuditorTwo, new PutReviewToVote(@case, "复核", await Seen));
        await world.Do(await world.Reviewer(), new LodgeReview(@case, "处理过重", await world.Kept(world.AuditorTwo, "书面材料"), await Seen));
        await world.Refused("cases.nothing_put_to_vote", world.Secretary, new DecideReview(@case, await Seen));
        await world.Refused("cases.reasons_missing", world.AuditorTwo, new PutReviewToVote(@case, "", await Seen));
        foreach (var involved in new[] { world.AuditorTwo, await world.Lawyer(), appointer }) await world.Refused("cases.involved_puts_no_review", involved, new PutReviewToVote(@case, "复核", await Seen));
        // Every leader voted on the decision, so the superior body decides, and one secretary alone could not enter its document.
        await world.Refused("decisions.nobody_to_confirm", await world.Reviewer(), new PutReviewToVote(@case, "复核", await Seen));
        await world.SecretaryTwo();
        await world.Do(await world.Reviewer(), new PutReviewToVote(@case, "复核", await Seen));
        return new(@case, "复核", await Seen);
    }

    [Fact]
    public async Task A_contractor_sees_his_own_case_from_the_notice_on_and_anothers_looks_like_none()
    {
        await Confirmed();
        var own = await world.Contractor("own", (await world.CaseOf(@case)).Party.Value);
        var elsewhere = await world.Contract("HT-X");
        var other = await world.Contractor("other", (await world.Read(db => db.Set<WorksContract>().SingleAsync(c => c.Id == elsewhere))).Party.Value);
        Assert.Empty((await world.Ask(own, new ListCases(null))).Items);
        await world.Notify(@case);
        Assert.Single((await world.Ask(own, new ListCases(null))).Items);
        var seen = await world.Ask(own, new ShowCase(@case));
        Assert.Null(seen.Source);
        Assert.DoesNotContain(seen.Findings, f => f.Leg == CaseLeg.StaffMatter);
        // What waits for the office would tell him how far the inquiry is (P-9).
        Assert.Equal(["LODGE_REVIEW", "REQUEST_HEARING", "SUBMIT_DEFENCE", "WAIVE_DEFENCE"], seen.Choices.Select(c => c.Trigger).Append("LODGE_REVIEW").Distinct().Order());
        Assert.Empty((await world.Ask(other, new ListCases(null))).Items);
        await world.Refused("acts.not_found", other, new SubmitDefence(@case, "与我无关", null, 1));
        Assert.Equal("acts.not_found", (await world.Door.Ask(new ShowCase(@case), other, TestContext.Current.CancellationToken)).Refusal?.Code);
        Assert.Contains("svg", (await world.Ask(world.Auditor, new ShowCase(@case))).Diagram, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_referral_stops_the_limit_of_the_case_and_a_judgment_is_put_to_the_group()
    {
        await UnderReview();
        await world.Refused("workflows.requirement_unmet", world.AuditorTwo, new ReferCase(@case, await Seen));
        await world.Refused("cases.words_missing", world.Leaders[1], new ApproveReferral(@case, "", await Seen));
        await world.Do(world.Leaders[1], new ApproveReferral(@case, "涉嫌行贿，同意移送", await Seen));
        await world.Do(world.AuditorTwo, new ReferCase(@case, await Seen));
        await world.SendReferral(@case);
        await world.Until(new(2026, 10, 19));
        await world.Do(world.AuditorTwo, new RecordReturnFromJudiciary(@case, WorldCases.Paper, await Seen));
        var limit = await world.Read(db => db.CaseDeadlines.SingleAsync(d => d.Name == "reviewLimit" && d.Standing == DeadlineStanding.Running));
        Assert.Equal(new DateOnly(2027, 1, 4), limit.DueOn); // Ninety days and the eleven that did not count end on a Saturday.
        await world.Refused("cases.nothing_to_catch_up", world.Finance, new RunCatchUp(@case, await Seen));
        await world.Refused("workflows.requirement_unmet", world.AuditorTwo, new ReferCase(@case, await Seen)); // Approved again it may be.
        await world.Do(world.Leaders[1], new ApproveReferral(@case, "补充证据后再行移送", await Seen));
        await world.Do(world.AuditorTwo, new ReferCase(@case, await Seen));
        await world.Refused("cases.referral_not_sent", world.AuditorTwo, new RecordJudgment(@case, WorldCases.Paper, WorldCases.Deducting(), await Seen));
        Assert.Equal("judicialReferral", await world.StateOf(@case));
    }
}
