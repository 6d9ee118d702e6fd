using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Cases.Documents;
using Integrity.App.Contracts;
using Integrity.App.Decisions;
using Integrity.App.Disclosure;
using Integrity.App.Journal;
using Integrity.Domain.Acts;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>D-1, P-5, P-6: a closed case is opened again by decision on new facts or a judgment; what stands is undone by that decision, only it can hold anew, and nothing follows without a new notice (P-7).</summary>
public sealed class ReopeningTests : IAsyncDisposable
{
    private World world = null!;
    private Session session = null!;
    private CaseId @case;
    private ContractId contract;

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private Task<long> Seen => world.SeenOf(@case);

    private async Task Closed()
    {
        (world, (contract, @case)) = await World.After(new(2026, 8, 3), Dismissed);
        session = await Session.Of(world);
    }

    private static async Task<(ContractId Contract, CaseId Case)> Dismissed(World world)
    {
        var contract = await world.OwedContract();
        var @case = await world.Flag(contract);
        await world.Confirm(@case);
        await world.Notify(@case);
        await world.Until(new(2026, 10, 9));
        await world.DecideCase(@case, WorldCases.Dismissal);
        await world.Do(world.AuditorTwo, new CloseCase(@case, "不予处理，已告知", WorldCases.Paper, await world.SeenOf(@case)));
        Assert.True((await world.CaseOf(@case)).Ended);
        return (contract, @case);
    }

    private async Task<ProposeReopening> Proposal(bool holds = true) => new(@case, ReopeningGround.NewFacts, "新证人证言", WorldCases.Paper, holds, await Seen);

    private async Task Reopened(bool holds)
    {
        await session.Decide(await world.Do(world.AuditorTwo, await Proposal(holds)));
        await world.Do(world.AuditorTwo, new ReopenCase(@case, await Seen));
    }

    private Task<Money> Held() => world.Read(async db => new Money(-await db.Set<App.Ledger.PostingRow>().Where(p => p.Owner == contract.Value && p.Subject == @case.Value && p.Standing == Domain.Ledger.Standing.Held).SumAsync(p => p.Fen)));

    [Fact]
    public async Task It_needs_words_a_proof_an_end_and_a_vote()
    {
        await Closed();
        await world.Refused("cases.words_missing", world.AuditorTwo, await Proposal() with { Reason = " " });
        await world.Refused("cases.evidence_unreadable", world.AuditorTwo, await Proposal() with { Proof = "x" });
        await world.Refused("cases.nothing_put_to_vote", world.AuditorTwo, new ReopenCase(@case, await Seen));
        var item = await world.Do(world.AuditorTwo, await Proposal());
        await world.Refused("cases.put_to_vote_already", world.AuditorTwo, await Proposal());
        await session.Decide(item, Vote.No);
        await world.Refused(world.AuditorTwo, new ReopenCase(@case, await Seen));
        Assert.True((await world.CaseOf(@case)).Ended);

        var other = await world.Flag(contract, act: "请客");
        await world.Refused("cases.not_closed", world.AuditorTwo, new ProposeReopening(other, ReopeningGround.Judgment, "判决", WorldCases.Paper, true, await world.SeenOf(other)));
    }

    [Fact]
    public async Task Reopened_with_a_hold_it_holds_within_its_exposure_and_a_new_notice_is_due()
    {
        await Closed();
        Assert.Equal(0, (await Held()).Fen);
        await Reopened(holds: true);
        Assert.Equal("held", await world.StateOf(@case));
        Assert.True((await Held()).IsPositive);
        // The record tells what was done, and each thing once: nobody was excluded, and the period that ran out is named by its step.
        var told = (await world.Ask(world.Auditor, new ShowCase(@case))).Steps;
        Assert.Matches("^限额暂缓支付入账: ¥[0-9,.]+$", told.Single(s => s.Event == "REOPEN").DoneZh);
        Assert.Equal(("陈述申辩期届满", ""), told.Where(s => s.Event == "after:statementPeriod").Select(s => (s.LabelZh, s.DoneZh)).Single());
        // Nothing is turned back, so the hold runs for the thirty days of a first posting, and nothing had been published that is to be corrected.
        Assert.Equal(world.Today().AddDays(30), (await world.PeriodOf(@case, "holdLimit")).DueOn);
        Assert.Equal((null, null), await world.CaseOf(@case) is var opened ? (opened.ReversedOn, opened.CorrectedOn) : default);
        await world.Refused("cases.notice_not_written", world.Auditor, new ServeNotice(@case, WorldCases.Paper, await Seen));
        await world.Draft(@case);
        await world.Refused("workflows.requirement_unmet", world.Auditor, new ServeNotice(@case, "", await Seen));
        await world.Notify(@case);
        await world.Until(new(2026, 10, 20));
        await world.DecideCase(@case, WorldCases.Deducting());
        await world.ServeDecision(@case);
        Assert.True((await world.CaseOf(@case)).Deducted.IsPositive);
    }

    [Fact]
    public async Task Reopened_without_a_hold_nothing_is_held_and_the_case_goes_on()
    {
        await Closed();
        await Reopened(holds: false);
        Assert.Equal(("held", 0L), (await world.StateOf(@case), (await Held()).Fen));
        await world.Notify(@case);
        Assert.Equal(("notified", 0L), (await world.StateOf(@case), (await Held()).Fen));
    }

    /// <summary>A case that ended with a deduction, an exclusion of a year and a recommendation, all published.</summary>
    private async Task ClosedWithEverything()
    {
        world = await World.Begin(new(2026, 8, 3));
        contract = await world.OwedContract();
        session = await Session.Of(world);
        @case = await world.Sanctioned(contract, WorldMatters.Sanction(years: 1, recommend: true));
        await world.Publish(@case);
        await world.Until(new(2026, 11, 30));
        Assert.True((await world.CaseOf(@case)).Ended);
    }

    private async Task<IReadOnlyList<PublicDeduction>> Published() => (await world.Ask(Caller.Anonymous(Language.Chinese), new ListPublicDeductions(null))).Items;

    [Fact]
    public async Task The_paper_that_is_voted_on_names_all_that_is_undone_and_the_vote_is_bound_to_it()
    {
        await ClosedWithEverything();
        var deducted = (await world.CaseOf(@case)).Deducted;
        var file = await world.Ask(world.AuditorTwo, new ShowCase(@case));
        var shown = file.Reopening!;
        // The record says in words what was done, and claims nothing that was not.
        var served = file.Steps.Single(s => s.Event == "SERVE_DECISION");
        Assert.StartsWith("扣罚入账（决定含扣罚时）: ", served.DoneZh, StringComparison.Ordinal);
        Assert.Contains("release the hold with catch-up", served.DoneEn, StringComparison.Ordinal);
        Assert.DoesNotContain("referral", served.DoneEn, StringComparison.Ordinal);
        Assert.Equal("审计意见", file.Steps.First(s => s.Event == CaseEvents.Opinion).DoneZh);
        Assert.Equal((true, true, null, new StandingSanctions(deducted, Money.Zero, Money.Zero, new(2027, 10, 8), true, new(2026, 10, 9), Money.Zero)), (shown.MayHold, shown.MayRelease, shown.Holds, shown.Undone));
        var own = await world.Contractor("own", (await world.CaseOf(@case)).Party.Value);
        Assert.Null((await world.Ask(own, new ShowCase(@case))).Reopening);

        var item = await world.Do(world.AuditorTwo, await Proposal(holds: false));
        var candidate = await world.Read(async db => (await db.WholeItem(item, default))!.Candidates.Single());
        var paper = await world.Read(db => db.CasePapers.AsNoTracking().SingleAsync(p => p.PenaltyCase == @case && p.Kind == CasePaperKind.Reopening));
        Assert.Equal(paper.Digest, candidate.Digest.ToString());
        Assert.Equal(shown.Undone, CanonicalJson.Read<ReopeningPaper>(paper.Text)!.Undone);
        Assert.Equal($"重新立案（不暂缓支付）：扣罚 {deducted} 冲回、补付并计息；取缔市场（至 2027-10-08）终止；建议取缔撤回；2026-10-09 的公开更正", candidate.LabelZh);
        Assert.Equal(false, (await world.Ask(world.AuditorTwo, new ShowCase(@case))).Reopening!.Holds);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reopened_the_exclusion_ends_the_recommendation_is_withdrawn_and_the_publication_corrected(bool holds)
    {
        await ClosedWithEverything();
        var (before, deducted) = (await world.CaseOf(@case), (await world.CaseOf(@case)).Deducted);
        var (bar, letter) = (await world.MatterOf(@case, MatterKind.Exclusion), await world.MatterOf(@case, MatterKind.Recommendation));
        await Reopened(holds);

        var after = await world.CaseOf(@case);
        Assert.Equal(("held", Money.Zero, null, false), (after.State, after.Deducted, after.Exclusion, after.Recommended));
        Assert.Equal(holds ? deducted : Money.Zero, await Held());
        Assert.Equal(("ended", "withdrawn"), (await world.StateOf(bar.Id), await world.StateOf(letter.Id)));
        Assert.Equal(world.Today(), Assert.Single(await world.BarsOf(before.Party)).LiftedOn);
        Assert.False(await world.Read(db => db.IntegrityContracts.Where(i => i.Id == before.IntegrityContract).Select(i => i.BreachedOn != null).SingleAsync()));

        // The public page and the contractor's own show the correction where the publication stood.
        var corrected = Assert.Single(await Published());
        Assert.Equal((new DateOnly(2026, 10, 9), Money.Zero, world.Today()), (corrected.ServedOn, corrected.Deducted, corrected.CorrectedOn));
        // Nobody reads that it is revoked for good: the case is open again, and what was deducted is held or owed.
        Assert.Equal((new Correction(world.Today(), CorrectionCause.Reopened, GivenBack: true, HeldAgain: holds), false), (corrected.Correction, corrected.ClosedSince));
        var own = await world.Contractor("own", before.Party.Value);
        var seen = await world.Ask(own, new ShowCase(@case));
        Assert.Equal((world.Today(), Money.Zero, null, corrected.Correction), (seen.CorrectedOn, seen.Deducted, seen.Decision, seen.Correction));
        Assert.Matches($"终止取缔，撤回建议取缔: JY[^,]+, QD[^,]+ {world.Today():yyyy-MM-dd}; ", (await world.Ask(world.Auditor, new ShowCase(@case))).Steps.Single(s => s.Event == "REOPEN").DoneZh);
        Assert.Contains(seen.Steps, s => s is { LabelZh: "重新立案", Words: null } && s.Actions.Contains("reverseDeduction", StringComparison.Ordinal));
        Assert.Empty(await world.Verify());
    }

    /// <summary>V-1: a case that was opened again and ended with nothing is not told as open, nor as held.</summary>
    [Fact]
    public async Task What_was_reopened_and_then_withdrawn_is_published_as_closed()
    {
        await ClosedWithEverything();
        await Reopened(holds: true);
        await world.Do(world.Auditor, new AskForWithdrawal(@case, "新证据证明查无实据", await Seen));
        await world.Do(world.AuditorTwo, new WithdrawLead(@case, await Seen));
        var shown = Assert.Single(await Published());
        Assert.Equal((true, CorrectionCause.Reopened, Money.Zero), (shown.ClosedSince, shown.Correction?.Cause, shown.Deducted));
        Assert.Empty(await world.Verify());
    }

    /// <summary>Invariant 7 over what stands: the same act under the same contract is deducted a second time only because the first no longer stands.</summary>
    [Fact]
    public async Task Decided_again_the_act_is_deducted_once_and_both_publications_are_read()
    {
        await ClosedWithEverything();
        var (first, act) = (await world.CaseOf(@case), (await world.CaseOf(@case)).Act);
        string[] handedOver = [.. (await world.Ask(world.Auditor, new ListCaseDocuments(@case, null))).Items.Where(one => one.Kind is "notice" or "decision").Select(one => one.Digest)];
        await Reopened(holds: true);
        await world.Refused("cases.same_act_twice", world.Auditor, new FlagViolation(contract, CaseSource.Inspection, act, first.ActDay, 1, new(3_000_000), WorldCases.Legs));
        await world.Refused("cases.notice_not_written", world.Auditor, new ServeNotice(@case, WorldCases.Paper, await Seen));
        await world.Draft(@case);
        await world.Refused("workflows.requirement_unmet", world.Auditor, new ServeNotice(@case, "", await Seen));
        Assert.DoesNotContain(DocumentKinds.CodeOf(DocumentKind.NoticeService), (await world.Ask(world.Auditor, new ListCaseDocuments(@case, null))).Items.Select(one => one.Kind));
        await world.Notify(@case, WorldCases.Deducting(20_000));
        await world.Until(new(2026, 12, 11));
        foreach (var task in new[] { "audit-opinion", "legal-review" }) await world.Do(await world.OpinionBy(task), new CompleteReview(@case, task, "同意", null, await Seen));
        await world.Do(world.AuditorTwo, new ProposeSanction(@case, WorldCases.Deducting(20_000), await Seen));
        // What was decided before is no decision on the paper that is put to the vote now.
        Assert.DoesNotContain(DocumentKinds.CodeOf(DocumentKind.Decision), (await world.Ask(world.Auditor, new ListCaseDocuments(@case, null))).Items.Select(one => one.Kind));
        await session.Decide(new((await world.CaseOf(@case)).DecisionItem!.Value));
        await world.Do(world.Secretary, new AdoptCaseDecision(@case, await Seen));
        await world.ServeDecision(@case);
        var again = await world.CaseOf(@case);
        // What was served before stays to be read beside what took its place, by the contractor too.
        foreach (var reader in new[] { world.Auditor, await world.Contractor("reader", again.Party.Value) })
        {
            var earlier = (await world.Ask(reader, new ListCaseDocuments(@case, null))).Items.Where(one => one.Superseded).ToList();
            Assert.Equal(["notice", "decision", "notice-service", "decision-service"], earlier.Select(one => one.Kind.Split('.')[0]));
            Assert.Equal(handedOver, earlier.Take(2).Select(one => one.Digest));
            foreach (var one in earlier) Assert.Equal(one.Digest, (await world.Ask(reader, new ShowCaseDocument(@case, one.Kind))).Digest);
            Assert.Equal("acts.not_found", (await world.Door.Ask(new ShowCaseDocument(@case, "decision.1"), reader)).Refusal?.Code);
        }
        Assert.True(again.Deducted.IsPositive && again.Deducted < first.Deducted);
        Assert.Equal(again.Deducted.Fen, -await world.Read(db => db.Set<App.Ledger.PostingRow>().Where(p => p.Owner == contract.Value && p.Account == Domain.Ledger.Account.Penalty).SumAsync(p => p.Fen)));
        Assert.Single(await Published());
        await world.Publish(@case);
        Assert.Equal([(again.Deducted, null), (Money.Zero, (DateOnly?)new DateOnly(2026, 11, 30))], (await Published()).Select(one => (one.Deducted, one.CorrectedOn)));

        // What is closed again may be opened again: what stands then is undone as well.
        await world.Until(new(2027, 1, 20));
        Assert.True((await world.CaseOf(@case)).Ended);
        await Reopened(holds: false);
        Assert.Equal(("held", 0L), (await world.StateOf(@case), (await world.CaseOf(@case)).Deducted.Fen));
        Assert.All(await Published(), one => Assert.NotNull(one.CorrectedOn));
    }

    /// <summary>P-8: what has run its term is over by itself, and a reopening lifts nothing.</summary>
    [Fact]
    public async Task An_exclusion_that_has_ended_by_itself_is_not_lifted_by_a_reopening()
    {
        await ClosedWithEverything();
        await world.Until(new(2027, 10, 9));
        Assert.Null((await world.Ask(world.AuditorTwo, new ShowCase(@case))).Reopening!.Undone.ExcludedUntil);
        await Reopened(holds: true);
        var after = await world.CaseOf(@case);
        Assert.Null(after.Exclusion);
        Assert.Null(Assert.Single(await world.BarsOf(after.Party)).LiftedOn);
    }

    [Fact]
    public async Task A_reopening_that_was_withdrawn_is_put_again_and_nobody_kept_from_it_is_offered_it()
    {
        await ClosedWithEverything();
        async Task<ReopeningShown> Shown(Caller reader) => (await world.Ask(reader, new ShowCase(@case))).Reopening!;
        var item = await world.Do(world.AuditorTwo, new ProposeReopening(@case, ReopeningGround.NewFacts, "新的证人证言", WorldCases.Paper, true, await Seen));
        Assert.Equal(Domain.Decisions.ItemResult.Pending, (await Shown(world.AuditorTwo)).Result);
        await world.Refused("cases.put_to_vote_already", world.AuditorTwo, new ProposeReopening(@case, ReopeningGround.NewFacts, "再提", WorldCases.Paper, true, await Seen));
        await world.Do(world.AuditorTwo, new WithdrawItem(item, await world.Seen(item.Value), "材料不全"));
        Assert.Equal((null, null, null), (await Shown(world.AuditorTwo) is var shown ? (shown.Result, shown.Holds, shown.WhyNotPut) : default));
        await world.Do(world.Admin, new App.Identity.ReassignOfficial(world.Auditor.Official, Domain.Identity.Office.Audit, "auditor", [Domain.Identity.Duty.ReadBusiness, Domain.Identity.Duty.ReviewCases], await world.Seen(world.Auditor.Official.Value)));
        Assert.Contains("可办理的人员：auditor-2", (await Shown(world.Auditor)).WhyNotPut!.Zh, StringComparison.Ordinal);
        await world.Refused("workflows.same_person", world.Auditor, new ProposeReopening(@case, ReopeningGround.NewFacts, "新的证人证言", WorldCases.Paper, true, await Seen));
        await world.Do(world.AuditorTwo, new ProposeReopening(@case, ReopeningGround.NewFacts, "新的证人证言", WorldCases.Paper, true, await Seen));
    }

    /// <summary>P-6: nobody puts a reopened case past its new notice by what it had behind it before.</summary>
    [Fact]
    public async Task An_intervention_finds_no_notice_behind_a_reopened_case()
    {
        await ClosedWithEverything();
        await Reopened(holds: true);
        Assert.DoesNotContain("underReview", (await world.Ask(world.Admin, new ShowIntervention(@case))).Steps.Select(step => step.State));
        await world.Refused("cases.intervention_past_procedure", world.Admin, new AskForIntervention(@case, "underReview", "卡住", await Seen));
    }
}
