using Integrity.App.Cases;
using Integrity.App.Cases.Documents;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>P-6: who cannot be found is served by a public notice, and only when its period is over.</summary>
public sealed class PublicNoticeTests : IAsyncDisposable
{
    private World world = null!;
    private CaseId @case;

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private Task<long> Seen => world.SeenOf(@case);

    private async Task Confirmed()
    {
        world = await World.Begin(new(2026, 8, 3));
        var contract = await world.Contract("HT-B");
        await world.MakePayable(contract);
        await world.Certify(contract, 87_654_321);
        await Session.Of(world);
        world.Clock.Set(new(2026, 9, 1));
        @case = await world.Flag(contract);
        await world.Confirm(@case);
        await world.Renew(@case);
    }

    private async Task<PostPublicNotice> Posting() => new(@case, PublicNoticeGround.WhereaboutsUnknown, "登记住址两次送达无人", "市政务中心公告栏", WorldCases.Paper, await Seen);

    private async Task<string> Text(string kind) =>
        string.Join('\n', (await world.Ask(world.Auditor, new ShowCaseDocument(@case, kind))).Document.Parts.Select(p => p.Label?.Zh + p.Text.Zh));

    [Fact]
    public async Task A_public_notice_has_a_place_a_course_and_a_proof()
    {
        await Confirmed();
        await world.Refused("cases.notice_not_written", world.Auditor, await Posting());
        await world.Draft(@case);
        await world.Refused("cases.place_missing", world.Auditor, await Posting() with { Where = " " });
        await world.Refused("workflows.requirement_unmet", world.Auditor, await Posting() with { Tried = " " });
        await world.Refused("workflows.requirement_unmet", world.Auditor, await Posting() with { Proof = "" });
    }

    [Fact]
    public async Task The_notice_counts_as_served_only_when_its_period_is_over_and_then_its_periods_begin()
    {
        await Confirmed();
        await world.Draft(@case);
        var written = (await world.Ask(world.Auditor, new ShowCaseDocument(@case, "notice-draft"))).Digest;
        await world.Do(world.Auditor, await Posting());
        Assert.Equal("noticePosted", await world.StateOf(@case));
        var posted = Assert.Single((await world.Ask(world.Auditor, new ShowCase(@case))).PublicNotices);
        // Thirty days from 1 September, the first not counted: 1 October, a holiday; the first working day after it is 8 October.
        Assert.Equal((new DateOnly(2026, 9, 1), new DateOnly(2026, 10, 8), (DateOnly?)null), (posted.PostedOn, posted.LastDay!.Value, posted.CountedOn));

        // A posted notice was posted: nobody puts the case where another could be posted in its place.
        await world.Refused("cases.intervention_takes_back", world.Admin, new AskForIntervention(@case, "held", "重新公告", await Seen));
        // What stands in public is what is served.
        await world.Refused("cases.notice_posted", world.Auditor, new DraftNotice(@case, WorldCases.Deducting(), new(3_000_000), await Seen));
        await world.Until(new(2026, 10, 8));
        await world.Refused("workflows.requirement_unmet", world.Auditor, new ServeNotice(@case, WorldCases.Paper, await Seen));
        await world.Until(new(2026, 10, 9));
        Assert.Equal("noticePosted", await world.StateOf(@case));
        await world.Do(world.Auditor, new ServeNotice(@case, WorldCases.Paper, await Seen));
        Assert.Equal(written, (await world.Ask(world.Auditor, new ShowCaseDocument(@case, "notice"))).Digest);
        Assert.Equal(new DateOnly(2026, 10, 9), (await world.CaseOf(@case)).NoticeServedOn);
        var shown = await Text("notice-service");
        Assert.Contains("公告送达。事由：受送达人下落不明（登记住址两次送达无人）。2026年9月1日公告于市政务中心公告栏，公告期至2026年10月8日届满，视为送达，2026年10月9日登记。", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("□", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_served_in_public_is_in_effect_after_its_period_and_not_by_a_clock()
    {
        await Confirmed();
        await world.Notify(@case);
        Assert.Contains("□直接", await Text("notice-service"), StringComparison.Ordinal);
        await world.Until(new(2026, 9, 10));
        await world.DecideCase(@case, WorldCases.Deducting());
        await world.Do(world.AuditorTwo, await Posting() with { Ground = PublicNoticeGround.OtherWaysFailed });
        Assert.Equal("decisionPosted", await world.StateOf(@case));
        await world.Refused("workflows.requirement_unmet", world.AuditorTwo, new ServeDecision(@case, WorldCases.Paper, await Seen));
        await world.Until(new(2026, 10, 20));
        Assert.Equal(("decisionPosted", 0L), (await world.StateOf(@case), (await world.CaseOf(@case)).Deducted.Fen));
        await world.ServeDecision(@case);
        Assert.Equal("sanctioned", await world.StateOf(@case));
        Assert.True((await world.CaseOf(@case)).Deducted.IsPositive);
        Assert.Contains("其他方式无法送达", await Text("decision-service"), StringComparison.Ordinal);
    }
}
