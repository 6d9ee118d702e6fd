using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Journal;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>A hand laid on a case from outside is loud, needs a leader, moves no money and leads past no procedure (P-6, J-1).</summary>
public sealed class InterventionTests : IAsyncLifetime
{
    private World world = null!;
    private ContractId contract;
    private CaseId @case;

    public async ValueTask InitializeAsync() => (world, (contract, @case)) = await World.After(new(2026, 8, 3), Before);

    private static async Task<(ContractId Contract, CaseId Case)> Before(World world)
    {
        var contract = await world.Contract("HT-B");
        await world.MakePayable(contract);
        await world.Certify(contract, 87_654_321);
        await Session.Of(world);
        world.Clock.Set(new(2026, 9, 1));
        var @case = await world.Flag(contract);
        await world.Confirm(@case);
        return (contract, @case);
    }

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private Task<long> Seen => world.SeenOf(@case);

    /// <summary>Under review while the days of the statement still run.</summary>
    private async Task Waived()
    {
        var own = await world.Contractor("own", (await world.CaseOf(@case)).Party.Value);
        await world.Do(own, new WaiveDefence(@case, await world.Kept(own, "放弃陈述申辩声明"), await Seen));
        Assert.Equal("underReview", await world.StateOf(@case));
    }

    private async Task Ask(string state) => await world.Do(world.Admin, new AskForIntervention(@case, state, "误点送达，退回原环节", await Seen));

    [Fact]
    public async Task The_administrator_asks_a_leader_agrees_and_it_stands_in_case_and_journal_under_its_own_name()
    {
        await world.Notify(@case);
        await Waived();
        var held = (await world.Balance(contract)).HeldFor(@case.Value);
        await world.Refused("cases.not_asked", world.Leaders[1], new Intervene(@case, await Seen));
        await world.Refused("acts.not_permitted", world.AuditorTwo, new AskForIntervention(@case, "notified", "x", await Seen));
        await world.Refused("cases.words_missing", world.Admin, new AskForIntervention(@case, "notified", "", await Seen));
        await Ask("notified");
        await world.Refused("cases.asked_already", world.Admin, new AskForIntervention(@case, "notified", "再请", await Seen));
        await world.Refused("acts.not_permitted", world.Admin, new Intervene(@case, await Seen));
        Assert.Equal("underReview", await world.StateOf(@case));
        await world.Do(world.Leaders[1], new Intervene(@case, await Seen));

        Assert.Equal(("notified", held), (await world.StateOf(@case), (await world.Balance(contract)).HeldFor(@case.Value)));
        var shown = await world.Ask(world.Auditor, new ShowCase(@case));
        Assert.Equal(("intervention", "Administrator's intervention", "误点送达，退回原环节"), (shown.Steps[^1].Event, shown.Steps[^1].LabelEn, shown.Steps[^1].Words));
        Assert.Contains(shown.Deadlines, d => d.Name == "statementPeriod" && d.DueOn is not null);
        Assert.DoesNotContain(shown.Deadlines, d => d.Name == "reviewLimit");
        Assert.Empty(shown.Tasks);
        Assert.Equal(1, await world.Read(db => db.JournalEntries.CountAsync(e => e.Kind == nameof(Intervene))));
    }

    /// <summary>Where it is asked to go, and why not.</summary>
    [Theory]
    [InlineData("sanctioned", "cases.intervention_into_result")]
    [InlineData("closed", "cases.intervention_into_result")]
    [InlineData("underReview", "cases.intervention_past_procedure")]
    [InlineData("decided", "cases.intervention_past_procedure")]
    [InlineData("unconfirmed", "cases.intervention_against_record")]
    [InlineData("dismissed", "cases.intervention_against_record")]
    [InlineData("revoked", "cases.intervention_against_record")]
    [InlineData("noticePosted", "cases.intervention_against_record")]
    [InlineData("judicialReferral", "cases.intervention_past_procedure")]
    [InlineData("held", "cases.no_such_step")]
    [InlineData("nowhere", "cases.no_such_step")]
    public async Task It_replaces_no_sanction_no_end_and_no_procedure(string state, string code) =>
        await world.Refused(code, world.Admin, new AskForIntervention(@case, state, "试", await Seen));

    [Fact]
    public async Task Who_does_no_business_sees_no_more_of_the_case_than_its_steps()
    {
        var view = await world.Ask(world.Admin, new ShowIntervention(@case));
        Assert.Equal(("Held", null), (view.StateEn, view.Asked));
        // Not into "notified" or "noticePosted" either: nobody has served or posted a notice.
        Assert.Equal(["flagged"], view.Steps.Select(s => s.State));
        await Ask("flagged");
        Assert.Equal("flagged", (await world.Ask(world.Leaders[0], new ShowIntervention(@case))).Asked);
    }

    /// <summary>P-6: while he may still speak no hand carries the case past his statement.</summary>
    [Fact]
    public async Task It_cuts_no_period_of_a_right_short()
    {
        await world.Notify(@case);
        await world.Until(new(2026, 10, 9));
        await world.DecideCase(@case, WorldCases.Deducting());
        await world.ServeDecision(@case);
        await world.Publish(@case);
        await world.Review(@case, ReviewOutcome.Remitted, new(2026, 10, 20));
        Assert.Equal("underReview", await world.StateOf(@case));
        await world.Notify(@case);
        await world.Refused("cases.intervention_past_procedure", world.Admin, new AskForIntervention(@case, "underReview", "试", await Seen));
        Assert.DoesNotContain("underReview", (await world.Ask(world.Admin, new ShowIntervention(@case))).Steps.Select(s => s.State));
    }

    /// <summary>P-6: a hearing that was asked for in time is held, wherever a hand put the case since.</summary>
    [Fact]
    public async Task It_takes_no_hearing_that_was_asked_for()
    {
        var sanction = WorldCases.Deducting() with { Exclusion = new("本局全部工程", 1) };
        await world.Notify(@case, sanction);
        await world.Do(world.AuditorTwo, new RequestHearing(@case, "对取缔有异议", await Seen, await world.Kept(world.AuditorTwo, "书面材料")));
        Assert.Equal("hearing", await world.StateOf(@case));
        await Ask("notified");
        await world.Do(world.Leaders[0], new Intervene(new(@case.Value), await Seen));
        await world.Until(new(2026, 10, 20));
        Assert.Equal("underReview", await world.StateOf(@case));
        foreach (var task in new[] { "audit-opinion", "legal-review" })
            await world.Do(await world.OpinionBy(task), new CompleteReview(@case, task, "同意", null, await Seen));
        Assert.Contains("已申请的听证尚未举行", (await world.Refused(world.AuditorTwo, new ProposeSanction(@case, sanction, await Seen))).Zh, StringComparison.Ordinal);
        // Asked for again it is held, although the days for asking are over.
        await world.Do(world.AuditorTwo, new RequestHearing(@case, "对取缔有异议", await Seen, await world.Kept(world.AuditorTwo, "书面材料")));
        Assert.Equal("hearing", await world.StateOf(@case));
    }

    /// <summary>What was decided is changed by a decision, whatever has lapsed meanwhile: no hand makes of it a revocation or a dismissal.</summary>
    [Fact]
    public async Task It_makes_no_dismissal_of_a_lapsed_hold_and_no_revocation_of_what_was_decided()
    {
        await world.Notify(@case);
        await world.Until(new(2026, 10, 9));
        await world.DecideCase(@case, WorldCases.Deducting());
        await world.ServeDecision(@case);
        await world.Publish(@case);
        foreach (var result in new[] { "revoked", "dismissed", "unconfirmed", "underReview", "notified" })
            await world.Refused(world.Admin, new AskForIntervention(@case, result, "试", await Seen));
        Assert.Equal("published", await world.StateOf(@case));

        var second = await world.Contract("HT-C");
        await world.MakePayable(second);
        await world.Certify(second, 1_000_000);
        var lapsed = await world.Flag(second);
        await world.Until(new(2026, 10, 20));
        foreach (var result in new[] { "dismissed", "revoked", "published", "reviewPending" })
            await world.Refused(world.Admin, new AskForIntervention(lapsed, result, "试", await world.SeenOf(lapsed)));
    }

    /// <summary>D-4: who is kept away from the case agrees to no hand on it; and what was asked for in one step is not done from another.</summary>
    [Fact]
    public async Task A_recused_leader_does_not_agree_and_a_request_does_not_outlive_its_step()
    {
        await world.Notify(@case);
        await Waived();
        await Ask("notified");
        await world.Until(new(2026, 10, 9));
        var item = await Put();
        await world.Refused("cases.not_asked", world.Leaders[1], new Intervene(@case, await Seen));
        await world.Do(world.Leaders[1], new App.Decisions.RecordRecusal(item, await world.Seen(item.Value), world.Leaders[1].Official, Domain.Decisions.RecusalGround.Kin, "亲属"));
        await world.Do(world.Admin, new AskForIntervention(@case, "underReview", "退回", await Seen));
        await world.Refused("decisions.papers_closed_to_recused", world.Leaders[1], new Intervene(@case, await Seen));
        Assert.Equal("decisions.papers_closed_to_recused", (await world.Door.Ask(new ShowIntervention(@case), world.Leaders[1], TestContext.Current.CancellationToken)).Refusal?.Code);
        await world.Do(world.Leaders[2], new Intervene(@case, await Seen));
        // What was put to the body there is not taken over later.
        Assert.Equal(("underReview", null), (await world.StateOf(@case), (await world.CaseOf(@case)).DecisionItem));

        async Task<Domain.Decisions.ItemId> Put()
        {
            foreach (var task in new[] { "audit-opinion", "legal-review" }) await world.Do(await world.OpinionBy(task), new CompleteReview(@case, task, "同意", null, await Seen));
            await world.Do(world.AuditorTwo, new ProposeSanction(@case, WorldCases.Deducting(), await Seen));
            return Domain.Decisions.ItemId.From((await world.CaseOf(@case)).DecisionItem!.Value);
        }
    }

    /// <summary>P-5: a hold that two people stand for is not put back under a period that is over, where the clock would release it.</summary>
    [Fact]
    public async Task It_does_not_go_back_to_a_step_whose_own_period_is_over()
    {
        world.Clock.Set(new(2026, 9, 10));
        await world.Refused("cases.intervention_period_over", world.Admin, new AskForIntervention(@case, "flagged", "试", await Seen));
        Assert.Empty((await world.Ask(world.Admin, new ShowIntervention(@case))).Steps);
        // Nor to the statement when its days are over: the clock would take it back at once.
        await world.Notify(@case);
        await world.Until(new(2026, 9, 20));
        Assert.Equal("underReview", await world.StateOf(@case));
        await world.Refused("cases.intervention_period_over", world.Admin, new AskForIntervention(@case, "notified", "试", await Seen));
    }

    /// <summary>P-5: where nothing is held any more it is not put back to where the exposure is.</summary>
    [Fact]
    public async Task It_does_not_go_back_to_a_hold_that_was_released()
    {
        var second = await world.Contract("HT-D");
        await world.MakePayable(second);
        await world.Certify(second, 10_000_000);
        var lapsed = await world.Flag(second);
        await world.Until(new(2026, 9, 10));
        Assert.Equal("unconfirmed", await world.StateOf(lapsed));
        Assert.False((await world.Balance(second)).HeldFor(lapsed.Value).IsPositive);
        await world.Refused("cases.intervention_against_hold", world.Admin, new AskForIntervention(lapsed, "flagged", "试", await world.SeenOf(lapsed)));
    }

    /// <summary>P-6: a defence never makes the result worse, and no step back opens the way to a heavier notice.</summary>
    [Fact]
    public async Task It_does_not_go_back_before_a_notice_that_was_served()
    {
        await world.Notify(@case);
        Assert.Equal("notified", await world.StateOf(@case));
        await world.Refused("cases.intervention_takes_back", world.Admin, new AskForIntervention(@case, "held", "重新告知", await Seen));
        Assert.DoesNotContain("held", (await world.Ask(world.Admin, new ShowIntervention(@case))).Steps.Select(step => step.State));
    }

    /// <summary>P-6: a review that the contractor asked for is decided; it does not fall away because the case stands elsewhere when the period ends.</summary>
    [Fact]
    public async Task It_takes_no_review_away_that_was_asked_for()
    {
        await world.Notify(@case);
        await world.Until(new(2026, 10, 9));
        await world.DecideCase(@case, WorldCases.Deducting());
        await world.ServeDecision(@case);
        await world.Publish(@case);
        var own = await world.Contractor("own", (await world.CaseOf(@case)).Party.Value);
        await world.Do(own, new LodgeReview(@case, "申请复核", null, await Seen));
        await world.Refused("cases.intervention_takes_back", world.Admin, new AskForIntervention(@case, "published", "误操作", await Seen));
        Assert.Empty((await world.Ask(world.Admin, new ShowIntervention(@case))).Steps);
    }
}
