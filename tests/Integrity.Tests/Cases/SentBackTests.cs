using System.Text.RegularExpressions;
using Integrity.App.Cases;
using Integrity.App.Desk;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Tests.Certificates;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>What outlives a decision that is sent back, how a hearing is kept neutral, and what was missed stays in sight (P-6, P-7, P-9, P-10).</summary>
public sealed partial class SentBackTests : IAsyncLifetime
{
    private World world = null!;
    private ContractId contract;

    public async ValueTask InitializeAsync() => (world, contract) = await World.After(new(2026, 8, 3), WorldMatters.Owed);

    public ValueTask DisposeAsync() => world.DisposeAsync();

    private Task<string> LastText(CaseId @case, CasePaperKind kind) =>
        world.Read(db => db.CasePapers.Where(p => p.PenaltyCase == @case && p.Kind == kind).OrderByDescending(p => p.Number).Select(p => p.Text).FirstAsync());

    [Fact]
    public async Task A_referral_that_was_decided_is_handed_over_though_its_case_is_sent_back()
    {
        var @case = await world.Sanctioned(contract, WorldMatters.Sanction(years: 1, recommend: true, refer: true));
        var referral = (await world.MatterOf(@case, MatterKind.Referral)).Id;
        await world.Publish(@case);
        await world.Review(@case, ReviewOutcome.Remitted, new(2026, 10, 20));
        await world.Ask(world.Auditor, new DownloadPacket(referral, null));
        await world.Step(referral, "SEND", world.Auditor, document: WorldCases.Paper, organ: "江州市公安局");
        Assert.Equal("sent", await world.StateOf(referral));
        Assert.Contains((await world.Ask(world.Auditor, new App.Cases.Documents.ListCaseDocuments(@case, null))).Items, row => row.Kind == "referral");
        // The paper on the review says what ended with the decision.
        var text = await LastText(@case, CasePaperKind.ReviewText);
        Assert.Contains("取缔市场同时终止，建议取缔同时撤回，原公开内容予以更正。", text, StringComparison.Ordinal);
        Assert.Contains("The exclusion ends, the recommendation is withdrawn, the publication is corrected.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_group_recommended_nobody_withdraws_while_its_decision_stands()
    {
        var @case = await world.Sanctioned(contract, WorldMatters.Sanction(recommend: true));
        var letter = (await world.MatterOf(@case, MatterKind.Recommendation)).Id;
        await world.Refused("cases.recommendation_stands", world.AuditorTwo, new StepInMatter(letter, "WITHDRAW", "工作需要", null, "撤1号", null, null, await world.SeenOf(letter)));
        await world.Publish(@case);
        await world.Review(@case, ReviewOutcome.Remitted, new(2026, 10, 20));
        Assert.Equal("withdrawn", await world.StateOf(letter));
    }

    [Fact]
    public async Task A_hearing_is_held_in_office_hours_and_its_record_is_kept_by_somebody_who_took_no_part()
    {
        var @case = await world.Flag(contract);
        await world.Confirm(@case);
        await world.Notify(@case, WorldMatters.Sanction(years: 1));
        var chair = await world.Person("chair-of-hearing", Office.Audit, Duty.ReadBusiness, Duty.ReviewCases);
        await world.Do(world.AuditorTwo, new RequestHearing(@case, "对取缔有异议", await world.SeenOf(@case), await world.Kept(world.AuditorTwo, "书面材料")));
        var appointment = await world.Appointment(@case, chair);
        await world.Refused("cases.hearing_out_of_hours", world.AuditorTwo, appointment with { Time = new(3, 0) });
        await world.Refused("cases.hearing_out_of_hours", world.AuditorTwo, appointment with { Day = new(2026, 10, 17) });
        var investigator = await world.Read(db => db.Set<Official>().Where(o => o.Id == world.Auditor.Official).Select(o => o.Name).SingleAsync());
        await world.Refused("cases.recorder_took_part", world.AuditorTwo, appointment with { Recorder = investigator });
        await world.Refused("cases.recorder_took_part", world.AuditorTwo, appointment with { Recorder = "chair-of-hearing（兼）" });
        // Appointed anew, the notice of it has a number of its own.
        await world.Do(world.AuditorTwo, appointment);
        var first = NumberOf(await LastText(@case, CasePaperKind.HearingNotice));
        await world.Do(world.AuditorTwo, appointment with { Time = new(14, 0), Seen = await world.SeenOf(@case) });
        Assert.NotEqual(first, NumberOf(await LastText(@case, CasePaperKind.HearingNotice)));
    }

    private static string NumberOf(string paper) => Number().Match(paper).Value;

    [GeneratedRegex("廉听〔[^号]+号")]
    private static partial Regex Number();

    [Fact]
    public async Task A_day_that_was_missed_stays_in_sight_until_the_step_is_taken()
    {
        var @case = await world.Flag(contract);
        await world.Confirm(@case);
        var due = (await world.PeriodOf(@case, "noticeDue")).DueOn!.Value;
        await world.Until(due.AddDays(3));
        var missed = Assert.Single((await world.Ask(world.Auditor, new ShowCase(@case))).Deadlines, d => d.Name == "noticeDue");
        Assert.Equal((due, -3), (missed.DueOn!.Value, missed.Left!.Value));
        var waiting = Assert.Single((await world.Ask(world.Auditor, new ListInbox(null))).Items, item => item.Thing == @case.Value);
        Assert.Equal((due, true), (waiting.DueOn!.Value, waiting.Overdue));
        await world.Notify(@case, WorldCases.Deducting());
        Assert.DoesNotContain((await world.Ask(world.Auditor, new ShowCase(@case))).Deadlines, d => d.Name == "noticeDue");
    }
}
