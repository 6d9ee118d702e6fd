using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Contracts;
using Integrity.App.Decisions;
using Integrity.App.Disclosure;
using Integrity.App.Parties;
using Integrity.App.Payments;
using Integrity.Domain.Acts;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Contracts;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>P-8: an exclusion begins with the service of its decision, ends by itself, and is ended by a reversal; a recommendation is tracked and blocks nothing.</summary>
public sealed class ExclusionMatterTests : IAsyncLifetime
{
    private static readonly DateOnly Served = new(2026, 10, 9), LastDay = new(2027, 10, 8);

    private World world = null!;
    private ContractId contract;
    private CounterpartyId party;

    public async ValueTask InitializeAsync()
    {
        (world, contract) = await World.After(new(2026, 8, 3), WorldMatters.Owed);
        party = await world.Read(db => db.WorksContracts.Where(c => c.Id == contract).Select(c => c.Party).SingleAsync());
    }

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private async Task<(CaseId Case, MatterId Bar)> Excluded(bool recommend = false)
    {
        var @case = await world.Sanctioned(contract, WorldMatters.Sanction(years: 1, recommend));
        return (@case, (await world.MatterOf(@case, MatterKind.Exclusion)).Id);
    }

    private async Task<bool> MaySign(DateOnly on)
    {
        world.Clock.Set(on);
        var project = await world.Read(db => db.WorksContracts.Where(c => c.Id == contract).Select(c => c.Project).SingleAsync());
        var act = WorldContracts.Works($"HT-{on:yyyyMMdd}", party, project, 1_000_000_00, null) with { SignedOn = on };
        var outcome = await world.Door.Enter(act, world.Engineer, $"sign {on:yyyyMMdd}", TestContext.Current.CancellationToken);
        Assert.True(outcome.IsDone || outcome.Refusal.Code == "parties.party_excluded", outcome.Refusal?.En);
        return outcome.IsDone;
    }

    [Fact]
    public async Task It_is_in_force_from_service_and_the_clock_ends_it_after_its_last_day()
    {
        var (@case, bar) = await Excluded();
        Assert.Equal("barred.running", await world.StateOf(bar));
        var laid = Assert.Single(await world.BarsOf(party));
        Assert.Equal((Served, LastDay), (laid.StartsOn, laid.EndsOn));
        Assert.Equal(laid.Id, (await world.CaseOf(@case)).Exclusion);
        Assert.Equal(LastDay, (await world.PeriodOf(bar, "exclusionEnd")).DueOn);
        Assert.False(await MaySign(LastDay));
        await world.Tick();
        Assert.Equal("barred.running", await world.StateOf(bar));
        await world.Until(LastDay.AddDays(1));
        Assert.Equal("ended", await world.StateOf(bar));
        // It was over by itself: nobody lifted it.
        Assert.Null((await world.BarsOf(party))[0].LiftedOn);
        Assert.True(await MaySign(LastDay.AddDays(1)));
    }

    [Fact]
    public async Task Its_keeper_is_reminded_before_the_end_and_a_clock_that_stood_still_loses_nothing()
    {
        var (_, bar) = await Excluded();
        world.Clock.Set(LastDay.AddDays(-30));
        await DeadlineWork.RemindDue(world.Door, world.Clock, TestContext.Current.CancellationToken);
        Assert.Contains(await world.StepsOf(bar), s => s.Event == CaseEvents.Reminder && s.Actions.StartsWith("exclusionEnd", StringComparison.Ordinal));
        world.Clock.Set(Served.AddDays(-20));
        await world.Tick();
        Assert.Equal("barred.running", await world.StateOf(bar));
        world.Clock.Set(new(2029, 1, 8));
        await world.Tick();
        await world.Tick();
        Assert.Single(await world.StepsOf(bar), s => s.Event == "after:exclusionEnd");
    }

    [Fact]
    public async Task Released_on_conditions_by_the_group_it_is_laid_again_on_a_breach_and_ends_on_its_first_last_day()
    {
        var (_, bar) = await Excluded();
        var contractor = await world.Contractor("contractor", party.Value);
        await world.Step(bar, "REQUEST_RELEASE", contractor, words: "已整改，申请附条件解除");
        await world.VoteOn(bar, Vote.No);
        Assert.Equal("barred.running", await world.StateOf(bar));
        await world.Step(bar, "REQUEST_RELEASE", contractor, words: "再次申请");
        await world.VoteOn(bar);
        Assert.Equal("conditionalRelease", await world.StateOf(bar));
        Assert.True(await MaySign(new(2026, 10, 12)));

        // A breach needs its notice, and the bar comes back only after the contractor was heard.
        await world.NoStep("workflows.requirement_unmet", bar, "BREACH", world.Auditor, document: WorldCases.Paper);
        await Note(bar, MatterNote.Notice);
        await world.Step(bar, "BREACH", world.Auditor, document: WorldCases.Paper);
        var item = await world.Do(world.AuditorTwo, new PutMatterToVote(bar, "违反解除条件", await world.SeenOf(bar)));
        await (await Decisions.Session.Of(world)).Decide(item, Vote.Yes);
        await world.Refused("workflows.requirement_unmet", world.Secretary, new AdoptMatterDecision(bar, await world.SeenOf(bar)));
        await Note(bar, MatterNote.Statement);
        await world.Do(world.Secretary, new AdoptMatterDecision(bar, await world.SeenOf(bar)));
        Assert.Equal("barred.running", await world.StateOf(bar));
        var bars = await world.BarsOf(party);
        Assert.Equal((2, LastDay, LastDay), (bars.Count, bars[0].EndsOn, bars[1].EndsOn));
        Assert.False(await MaySign(new(2026, 10, 13)));
        Assert.Equal(LastDay, (await world.PeriodOf(bar, "exclusionEnd")).DueOn);
    }

    /// <summary>D-4: what comes out of a case is decided without whoever kept away from it for his kin.</summary>
    [Fact]
    public async Task Whoever_kept_away_from_the_case_for_his_kin_keeps_away_from_the_vote_on_its_exclusion()
    {
        var kin = world.Leaders[3];
        var @case = await world.CaseUnderReview(contract, WorldMatters.Sanction(years: 1));
        foreach (var task in new[] { "audit-opinion", "legal-review" })
            await world.Do(await world.OpinionBy(task), new CompleteReview(@case, task, "同意", null, await world.SeenOf(@case)));
        await world.Do(world.AuditorTwo, new ProposeSanction(@case, WorldMatters.Sanction(years: 1), await world.SeenOf(@case)));
        var item = new ItemId((await world.CaseOf(@case)).DecisionItem!.Value);
        await world.Do(kin, new RecordRecusal(item, await world.Seen(item.Value), kin.Official, RecusalGround.Kin, "其弟为该施工队负责人"));
        await (await Decisions.Session.Of(world)).Decide(item);
        await world.Do(world.Secretary, new AdoptCaseDecision(@case, await world.SeenOf(@case)));
        await world.ServeDecision(@case);
        var bar = (await world.MatterOf(@case, MatterKind.Exclusion)).Id;
        await world.Step(bar, "REQUEST_RELEASE", await world.Contractor("contractor", party.Value), words: "已整改，申请附条件解除");
        var vote = await world.Do(world.AuditorTwo, new PutMatterToVote(bar, "已整改", await world.SeenOf(bar)));
        var recused = (await world.Read(async db => await App.Decisions.DecisionSets.WholeItem(db, vote, default)))!.Recusals;
        Assert.Equal(RecusalGround.Kin, recused.Single(r => r.Person == kin.Official).Ground);
    }

    private async Task Note(MatterId bar, MatterNote what)
    {
        await world.Refused("cases.words_missing", world.Auditor, new NoteInMatter(bar, what, " ", WorldCases.Paper, await world.SeenOf(bar)));
        await world.Refused("cases.evidence_unreadable", world.Auditor, new NoteInMatter(bar, what, "当面告知", "x", await world.SeenOf(bar)));
        await world.Do(world.Auditor, new NoteInMatter(bar, what, "当面告知", WorldCases.Paper, await world.SeenOf(bar)));
    }

    [Fact]
    public async Task A_contractor_finds_his_own_exclusion_and_no_other_matter()
    {
        var (@case, bar) = await Excluded(recommend: true);
        var (own, other) = (await world.Contractor("contractor", party.Value), await world.Contractor("other", (await world.PartyOfNew("HT-O")).Value));
        Assert.Equal([bar], (await world.Ask(own, new ListMatters(null, null, null))).Items.Select(m => m.Id));
        Assert.Empty((await world.Ask(other, new ListMatters(null, null, null))).Items);
        var letter = await world.MatterOf(@case, MatterKind.Recommendation);
        foreach (var (who, matter) in new[] { (other, bar), (own, letter.Id), (own, new MatterId(1)) })
        {
            Assert.Equal("acts.not_found", (await world.Door.Ask(new ShowMatter(matter), who, TestContext.Current.CancellationToken)).Refusal!.Code);
            await world.Refused("acts.not_found", who, new StepInMatter(matter, "REQUEST_RELEASE", "申请", null, null, null, null, 1));
        }
        Assert.All((await world.Ask(own, new ShowMatter(bar))).Steps, step => Assert.Null(step.Actor));
    }

    [Fact]
    public async Task A_reversal_ends_it_and_withdraws_the_letter_and_the_successor_is_free_too()
    {
        var (@case, bar) = await Excluded(recommend: true);
        var letter = (await world.MatterOf(@case, MatterKind.Recommendation)).Id;
        await world.Step(letter, "SEND", letter: "江公函〔2026〕8号", organ: "江州市住房和城乡建设局");
        var successor = await world.PartyOfNew("HT-S");
        await world.Refused("parties.party_unknown", world.AuditorTwo, new FollowSuccessor(bar, party, WorldCases.Paper, await world.SeenOf(bar)));
        await world.Refused("workflows.requirement_unmet", world.AuditorTwo, new FollowSuccessor(bar, successor, WorldCases.Paper, await world.SeenOf(bar)));
        await Follow(bar, successor);
        Assert.True(Assert.Single(await world.BarsOf(successor)).IsOn(Served));
        await world.Publish(@case);
        // Anybody reads why the successor, whom no decision names, is excluded (C-8, V-1).
        var named = await world.Read(db => db.Counterparties.Where(p => p.Id == party || p.Id == successor).ToDictionaryAsync(p => p.Id, p => p.Name));
        Assert.Equal([(named[successor], new PublicPredecessor(named[party], Served)), (named[party], null)], (await PublicBars()).Select(one => (one.Party, one.Follows)));
        Assert.Single((await PublicBars()).Select(one => one.CaseNumber).Distinct());
        await world.Review(@case, ReviewOutcome.Revoked, new(2026, 10, 20));
        Assert.Equal(("ended", "withdrawn"), (await world.StateOf(bar), await world.StateOf(letter)));
        Assert.All(await world.Read(db => db.MarketExclusions.AsNoTracking().ToListAsync()), one => Assert.Equal(new DateOnly(2026, 10, 20), one.LiftedOn));
        Assert.Equal((null, false), ((await world.CaseOf(@case)).Exclusion, (await world.CaseOf(@case)).Recommended));
        Assert.True(await MaySign(new(2026, 10, 20)));
    }

    private async Task<IReadOnlyList<PublicExclusion>> PublicBars() => (await world.Ask(Caller.Anonymous(Language.Chinese), new ListPublicExclusions(null))).Items;

    private async Task Follow(MatterId bar, CounterpartyId successor)
    {
        await world.Do(world.Auditor, new AskForSuccessor(bar, successor, WorldCases.Paper, await world.SeenOf(bar)));
        await world.Do(world.AuditorTwo, new FollowSuccessor(bar, successor, WorldCases.Paper, await world.SeenOf(bar)));
    }

    /// <summary>C-8, P-8: nobody alone keeps a party from the market by calling it a successor.</summary>
    [Fact]
    public async Task An_exclusion_follows_the_successor_whom_two_people_name_with_the_proof()
    {
        var (_, bar) = await Excluded();
        var (successor, other) = (await world.PartyOfNew("HT-S"), await world.PartyOfNew("HT-T"));
        async Task<AskForSuccessor> Ask() => new(bar, successor, WorldCases.Paper, await world.SeenOf(bar));
        await world.Refused("cases.not_asked", world.Auditor, new AskForStepInMatter(bar, "SUCCEED", "吸收合并", await world.SeenOf(bar)));
        await world.Refused("parties.party_unknown", world.Auditor, await Ask() with { Successor = party });
        await world.Refused("cases.evidence_unreadable", world.Auditor, await Ask() with { Document = "" });
        await world.Do(world.AuditorTwo, await Ask());
        await world.Refused("cases.same_asker", world.AuditorTwo, new FollowSuccessor(bar, successor, WorldCases.Paper, await world.SeenOf(bar)));
        await world.Do(world.Auditor, await Ask());
        await world.Refused("cases.successor_differs", world.AuditorTwo, new FollowSuccessor(bar, other, WorldCases.Paper, await world.SeenOf(bar)));
        await world.Refused("workflows.requirement_unmet", world.AuditorTwo, new FollowSuccessor(bar, successor, "", await world.SeenOf(bar)));
        Assert.Empty(await world.BarsOf(successor));
        await world.Do(world.AuditorTwo, new FollowSuccessor(bar, successor, WorldCases.Paper, await world.SeenOf(bar)));
        Assert.True(Assert.Single(await world.BarsOf(successor)).IsOn(Served));
        // Whoever reads the record reads the name, never a number of the program.
        var name = await world.Read(db => db.Counterparties.Where(p => p.Id == successor).Select(p => p.Name).SingleAsync());
        var told = (await world.Ask(world.Auditor, new ShowMatter(bar))).Steps;
        Assert.All(told.Where(s => s.Event == "ask:SUCCEED"), s => Assert.Equal(("申请：由承继人承受", "", "", name), (s.LabelZh, s.DoneZh, s.DoneEn, s.Words)));
        Assert.Equal($"禁入由承继人承受: {name}", told.Single(s => s.Event == "SUCCEED").DoneZh);
        // His own desk tells him.
        Assert.True(Assert.Single((await world.Ask(await world.Contractor("successor", successor.Value), new ShowCounterparty(successor))).Exclusions).InForce);
    }

    [Fact]
    public async Task Where_nobody_was_excluded_the_record_of_a_remission_names_the_letter_alone()
    {
        var @case = await world.Sanctioned(contract, WorldMatters.Sanction(recommend: true));
        await world.Publish(@case);
        await world.Review(@case, ReviewOutcome.Remitted, new(2026, 10, 20));
        var told = (await world.Ask(world.Auditor, new ShowCase(@case))).Steps.Single(s => s.Event == "REMITTED").DoneZh;
        Assert.Contains("撤回建议取缔: JY", told, StringComparison.Ordinal);
        Assert.DoesNotContain("终止取缔", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_is_sent_with_its_number_tracked_to_an_answer_and_blocks_nothing()
    {
        var @case = await world.Sanctioned(contract, WorldMatters.Sanction(recommend: true));
        var letter = (await world.MatterOf(@case, MatterKind.Recommendation)).Id;
        Assert.True(await MaySign(Served));
        await world.Until(new(2026, 10, 19));
        Assert.Contains(await world.StepsOf(letter), s => s.Event == "after:sendDue");
        await world.NoStep("workflows.requirement_unmet", letter, "SEND");
        await world.Step(letter, "SEND", letter: "江公函〔2026〕8号", organ: "江州市住房和城乡建设局");
        Assert.Equal(("江公函〔2026〕8号", new DateOnly(2026, 10, 19)), ((await world.MatterOf(@case, MatterKind.Recommendation)).Letter, (await world.MatterOf(@case, MatterKind.Recommendation)).SentOn));
        // Thirty working days without a word: no reply, which is written down and is no refusal.
        await world.Until((await world.PeriodOf(letter, "replyDue")).DueOn!.Value.AddDays(1));
        Assert.Equal("tracked.noReply", await world.StateOf(letter));
        await world.NoStep("workflows.requirement_unmet", letter, "REMIND", world.Auditor);
        await world.Step(letter, "REMIND", world.Auditor, letter: "江公函〔2026〕11号");
        // The reminder has a number of its own: the letter that was sent is printed with the one it was sent under.
        Assert.Equal("江公函〔2026〕8号", (await world.Ask(world.Auditor, new App.Cases.Documents.ShowCaseDocument(@case, "recommendation"))).Document.Number);
        Assert.Contains(await world.StepsOf(letter), s => s.Actions.Contains("江公函〔2026〕11号", StringComparison.Ordinal));
        await world.NoStep("workflows.requirement_unmet", letter, "ACCEPTED", world.Auditor);
        await world.Step(letter, "ACCEPTED", world.Auditor, document: WorldCases.Paper);
        await world.NoStep("workflows.requirement_unmet", letter, "CLOSE");
        await world.Publish(@case);
        await world.Until(new(2027, 3, 1));
        Assert.Equal("closed", await world.StateOf(@case));
        await world.Step(letter, "CLOSE");
        Assert.Equal("closed", await world.StateOf(letter));
        Assert.True(await MaySign(new(2027, 3, 1)));
    }

    private async Task<Dictionary<long, LeftOutGround?>> SnapshotOf(DateOnly cutOff)
    {
        var round = await world.Do(world.Finance, new OpenRound(null, cutOff, cutOff.AddDays(30)));
        await world.Do(world.Finance, new TakeSnapshot(round, await world.Seen(round.Value)));
        var lines = (await world.Ask(world.Finance, new ListRoundLines(round, OnlyLeftOut: false, null))).Items.ToDictionary(l => l.Contract, l => l.LeftOut);
        var screening = await world.Read(db => db.PartyScreenings.AsNoTracking().SingleAsync(s => s.About == round.Value));
        var bars = await world.BarsOf(party);
        Assert.Equal((party, ScreeningPurpose.Payment, cutOff, string.Join(',', bars.Select(b => b.Id.Value))), (screening.Party, screening.Purpose, screening.Day, screening.Exclusions));
        var evidence = (await world.Ask(world.Finance, new ListScreenings(party, null))).Items;
        Assert.Equal((round.Value, ScreeningPurpose.Payment, screening.Exclusions), (evidence[0].About, evidence[0].Purpose, evidence[0].Exclusions));
        Assert.Contains(evidence, one => one.Purpose == ScreeningPurpose.Registration);
        return lines;
    }

    [Fact]
    public async Task What_was_signed_or_subcontracted_inside_it_is_left_out_of_the_ratio_step_while_it_lasts_and_what_ran_before_is_paid_as_usual()
    {
        var sanction = WorldMatters.Sanction(years: 1);
        var @case = await world.CaseUnderReview(contract, sanction);
        await world.DecideCase(@case, sanction);
        // Signed in the morning of the day on which the decision is served.
        Assert.True(await MaySign(Served));
        var inside = await world.Read(db => db.WorksContracts.Where(c => c.SignedOn == Served).Select(c => c.Id).SingleAsync());
        var other = await world.Contract("HT-C");
        await world.MakePayable(inside, other);
        await world.Do(world.Engineer, new RegisterSubcontract(other, party, Served, "分包标线", WorldContracts.Paper, await world.Seen(other.Value)));
        await world.ServeDecision(@case);
        await world.Fund(10_000_000);
        world.Clock.Set(new(2026, 10, 31));

        var during = await SnapshotOf(new(2026, 10, 31));
        Assert.Equal((null, LeftOutGround.SignedInsideExclusion, LeftOutGround.SignedInsideExclusion), (during[contract.Value], during[inside.Value], during[other.Value]));
    }

    [Fact]
    public async Task After_its_last_day_nothing_is_left_out_for_it()
    {
        var sanction = WorldMatters.Sanction(years: 1);
        var @case = await world.CaseUnderReview(contract, sanction);
        await world.DecideCase(@case, sanction);
        Assert.True(await MaySign(Served));
        var inside = await world.Read(db => db.WorksContracts.Where(c => c.SignedOn == Served).Select(c => c.Id).SingleAsync());
        await world.MakePayable(inside);
        await world.ServeDecision(@case);
        await world.Until(LastDay.AddDays(1));
        Assert.Null((await SnapshotOf(LastDay.AddDays(1)))[inside.Value]);
    }

    [Fact]
    public async Task A_remission_ends_both_and_a_new_decision_lays_both_anew()
    {
        var sanction = WorldMatters.Sanction(years: 1, recommend: true);
        var (@case, bar) = await Excluded(recommend: true);
        await world.Publish(@case);
        await world.Review(@case, ReviewOutcome.Remitted, new(2026, 10, 20));
        Assert.Equal(("ended", "withdrawn"), (await world.StateOf(bar), (await world.MatterOf(@case, MatterKind.Recommendation)).State));
        await world.DecideCase(@case, sanction);
        await world.ServeDecision(@case);
        Assert.Equal(("barred.running", "toSend"), ((await world.MatterOf(@case, MatterKind.Exclusion)).State, (await world.MatterOf(@case, MatterKind.Recommendation)).State));
        Assert.Equal(2, (await world.BarsOf(party)).Count);
    }
}
