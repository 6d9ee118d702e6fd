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

public sealed partial class CaseActsTests
{
    [Fact]
    public async Task A_member_whose_kin_is_in_the_case_opens_none_of_its_papers_and_the_others_decide()
    {
        await UnderReview();
        foreach (var task in new[] { "audit-opinion", "legal-review" })
            await world.Do(await world.OpinionBy(task), new CompleteReview(@case, task, "同意", null, await Seen));
        await world.Do(world.AuditorTwo, new ProposeSanction(@case, WorldCases.Deducting(), await Seen));
        var (kin, other, item) = (world.Leaders[3], world.Leaders[4], new ItemId((await world.CaseOf(@case)).DecisionItem!.Value));
        await world.Ask(kin, new ShowCase(@case));
        await world.Do(kin, new RecordRecusal(item, await world.Seen(item.Value), kin.Official, RecusalGround.Kin, "其弟为该施工队负责人"));
        await world.Closed("decisions.papers_closed_to_recused", kin, new ShowCase(@case));
        await world.Closed("decisions.papers_closed_to_recused", kin, new ShowProcedure(@case));
        await world.Closed("decisions.papers_closed_to_recused", kin, new ExplainCase(@case, CaseFigure.Base));
        await world.Closed("decisions.papers_closed_to_recused", kin, new App.Cases.Documents.ListCaseDocuments(@case, null));
        await world.Closed("decisions.papers_closed_to_recused", kin, new App.Cases.Documents.ShowCaseDocument(@case, "notice"));
        var matter = await world.MatterOf(@case, MatterKind.StaffMatter);
        await world.Closed("decisions.papers_closed_to_recused", kin, new ShowMatter(matter.Id));
        await world.Closed("decisions.papers_closed_to_recused", kin, new App.Desk.TimelineOf(@case.Value, null));
        await world.Closed("decisions.papers_closed_to_recused", kin, new App.Desk.TimelineOf(matter.Id.Value, null));
        await world.Closed("decisions.papers_closed_to_recused", kin, new App.Desk.TimelineOf(item.Value, null));
        Assert.Equal((0, 0), ((await world.Ask(kin, new ListCases(null))).Items.Count, (await world.Ask(kin, new ListMatters(null, null, null))).Items.Count));
        Assert.DoesNotContain((await world.Ask(kin, new App.Desk.ListInbox(null))).Items, i => i.Kind is App.Desk.InboxKind.Case or App.Desk.InboxKind.Matter);
        Assert.Single((await world.Ask(other, new ListCases(null))).Items);
        await world.Ask(other, new App.Desk.TimelineOf(@case.Value, null));
        await world.Ask(other, new ShowCase(@case));
        Assert.Equal(ItemResult.Passed, await (await Session.Of(world)).Decide(item));
        Assert.Equal(6, (await (await Session.Of(world)).Item(item)).Candidates[0].OpenedBallots.Count);

        // The minutes of that meeting tell him nothing of it, and he keeps away from the review too.
        var meeting = (await (await Session.Of(world)).Item(item)).Meeting!.Value;
        Assert.Equal((0, 1, ""), await world.Ask(kin, new ShowMinutes(meeting)) is var his ? (his.Minutes.Items.Count(i => i.Item == item), his.Closed, his.Text) : default);
        Assert.Equal((1, 0), await world.Ask(other, new ShowMinutes(meeting)) is var theirs ? (theirs.Minutes.Items.Count(i => i.Item == item), theirs.Closed) : default);
        await world.Do(world.Secretary, new AdoptCaseDecision(@case, await Seen));
        await world.ServeDecision(@case);
        await world.Publish(@case);
        await world.Do(world.AuditorTwo, new LodgeReview(@case, "处理过重", await world.Kept(world.AuditorTwo, "书面材料"), await Seen));
        await world.SecretaryTwo();
        var review = await world.Do(await world.Reviewer(), new PutReviewToVote(@case, "复核", await Seen));
        Assert.Equal(RecusalGround.Kin, (await world.Read(async db => (await db.WholeItem(review, default))!)).Recusals.Single(r => r.Person == kin.Official).Ground);
        var above = new SuperiorFacts("市交通运输局", "交党〔2026〕8号", world.Today(), Digest.Parse(WorldCases.Paper), Digest.Parse(WorldCases.Paper), IsApproved: true);
        await world.Refused("decisions.papers_closed_to_recused", kin, new EnterSuperiorDecision(review, await world.Seen(review.Value), above));
    }
}
