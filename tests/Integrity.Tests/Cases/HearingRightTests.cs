using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Integrity.Tests.Payments;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>P-6: until when he may speak and ask to be heard, and what he asked for, stands on his desk and on the page of the case, wherever the case is.</summary>
public sealed class HearingRightTests : IAsyncLifetime
{
    private World world = null!;
    private ContractId contract;
    private CaseId @case;
    private Caller own = null!;
    private DateOnly statement, hearing;

    public async ValueTask InitializeAsync() => (world, (contract, @case, own, statement, hearing)) = await World.After(new(2026, 8, 3), Before);

    private static async Task<(ContractId Contract, CaseId Case, Caller Own, DateOnly Statement, DateOnly Hearing)> Before(World world)
    {
        var contract = await world.OwedContract();
        var @case = await world.Flag(contract);
        await world.Confirm(@case);
        await world.Notify(@case, WorldMatters.Sanction(years: 1));
        var own = await world.Contractor("own", (await world.CaseOf(@case)).Party.Value);
        var (statement, hearing) = await world.Read(async db =>
        {
            var file = (await db.CaseFileOf(@case, world.Today(), default))!;
            return (CaseRequirements.LastOfStatement(file).Day, CaseRequirements.LastToAskForHearing(file).Day);
        });
        return (contract, @case, own, statement, hearing);
    }

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private Task<long> Seen => world.SeenOf(@case);

    private async Task<MyMatter> Desk() => Assert.Single((await world.Ask(own, new MyMatters(null))).Items);

    private async Task<IEnumerable<(string, DateOnly)>> Periods() => (await Desk()).Periods.Select(p => (p.TitleEn, p.LastDay));

    private async Task<CaseDetail> Page(Caller reader) => await world.Ask(reader, new ShowCase(@case));

    private async Task<CaseChoice?> Choice(Caller reader) => (await Page(reader)).Choices.SingleOrDefault(c => c.Trigger == "REQUEST_HEARING");

    [Fact]
    public async Task Whoever_asks_for_a_hearing_sees_the_last_day_of_his_statement_as_long_as_it_is_taken()
    {
        Assert.Equal([("Statement period", statement), ("Ask for a hearing", hearing)], await Periods());
        await world.Do(own, new RequestHearing(@case, "请求听证", await Seen));
        Assert.Equal(("hearing", true), (await world.StateOf(@case), (await Desk()).HearingWaits));
        Assert.Equal([("Statement period", statement)], await Periods());
        await world.Until(statement);
        Assert.Equal([("Statement period", statement)], await Periods());
        await world.Do(own, new SubmitDefence(@case, "购物卡并非我方赠送", null, await Seen));
        await world.Until(statement.AddDays(1));
        Assert.Empty(await Periods());
    }

    [Fact]
    public async Task While_the_judiciary_has_the_case_page_and_desk_say_until_when_a_hearing_may_be_asked_for_and_that_one_is_owed()
    {
        await world.Do(own, new WaiveDefence(@case, await world.Kept(own, "放弃陈述申辩书"), await Seen));
        await world.Do(world.Leaders[1], new ApproveReferral(@case, "涉嫌行贿", await Seen));
        await world.Do(world.AuditorTwo, new ReferCase(@case, await Seen));
        Assert.Equal([("Ask for a hearing", hearing)], await Periods());
        foreach (var reader in new[] { own, world.Auditor, world.AuditorTwo })
            Assert.True(await Page(reader) is { HearingAskLast: { } last, HearingWaits: false } && last == new LimitDay(hearing, false));
        await world.Do(own, new RequestHearing(@case, "请求听证", await Seen));
        Assert.Equal("judicialReferral", await world.StateOf(@case));
        Assert.Empty(await Periods());
        Assert.True((await Desk()).HearingWaits);
        foreach (var reader in new[] { own, world.Auditor, world.AuditorTwo })
            Assert.True(await Page(reader) is { HearingAskLast: null, HearingWaits: true });
    }

    [Fact]
    public async Task A_hearing_that_is_owed_is_not_offered_to_him_again_and_a_reviewer_brings_the_case_to_it()
    {
        await world.Do(own, new RequestHearing(@case, "请求听证", await Seen));
        await world.Do(world.Admin, new AskForIntervention(@case, "notified", "误点，退回原环节", await Seen));
        await world.Do(world.Leaders[0], new Intervene(@case, await Seen));
        Assert.Equal("notified", await world.StateOf(@case));
        Assert.DoesNotContain("Ask for a hearing", (await Desk()).Periods.Select(p => p.TitleEn));
        Assert.True((await Desk()).HearingWaits && (await Page(own)).HearingWaits);
        Assert.Null(await Choice(own));
        Assert.Equal((true, "转入已申请的听证"), await Choice(world.AuditorTwo) is { } choice ? (choice.Allowed, choice.LabelZh) : default);
        await world.Do(world.AuditorTwo, new RequestHearing(@case, "转入听证", await Seen));
        Assert.Equal("hearing", await world.StateOf(@case));
        Assert.False((await Page(own)).HearingWaits);
    }

    [Fact]
    public async Task When_and_where_a_hearing_is_held_stands_on_page_and_desk_until_it_was()
    {
        await world.Do(own, new RequestHearing(@case, "请求听证", await Seen));
        Assert.Null((await Page(own)).Hearing);
        var chair = await world.Person("chair", Office.Engineering, Duty.ReadBusiness, Duty.ReviewCases);
        var appointed = await world.Appointment(@case, chair);
        await world.Do(world.AuditorTwo, appointed);
        var shown = new HearingShown(appointed.Day, appointed.Time, appointed.Place);
        foreach (var reader in new[] { own, world.Auditor }) Assert.Equal(shown, (await Page(reader)).Hearing);
        Assert.Equal(shown, (await Desk()).Hearing);
        await world.Do(world.AuditorTwo, appointed with { Time = new(14, 0), Seen = await Seen });
        Assert.Equal(shown with { Time = new(14, 0) }, (await Desk()).Hearing);
        world.Clock.Set(appointed.Day);
        await world.Do(chair, new HoldHearing(@case, WorldCases.Paper, null, await Seen));
        Assert.Null((await Page(own)).Hearing);
        Assert.Null((await Desk()).Hearing);
    }

    [Fact]
    public async Task Why_no_hearing_may_be_asked_for_fits_the_case()
    {
        await world.Do(own, new RequestHearing(@case, "请求听证", await Seen));
        await world.Hear(@case, await world.Person("chair", Office.Engineering, Duty.ReadBusiness, Duty.ReviewCases));
        foreach (var reader in new[] { own, world.AuditorTwo })
            Assert.Equal("还不能“申请听证”：听证已经举行，不再重复举行。", (await Choice(reader))!.WhyZh);
        Assert.Contains("The hearing has been held", (await world.Refused(own, new RequestHearing(@case, "再听", await Seen))).En, StringComparison.Ordinal);

        var second = await world.Flag(contract, act: "宴请监理");
        await world.Confirm(second);
        @case = second;
        await world.Notify(@case, WorldCases.Deducting());
        Assert.Equal("还不能“申请听证”：未达听证条件：拟作的处理金额未过线，且无取缔。", (await Choice(own))!.WhyZh);
    }

    [Fact]
    public async Task Once_the_days_for_asking_are_over_their_last_day_is_named()
    {
        await world.Until(hearing.AddDays(1));
        Assert.Equal($"还不能“申请听证”：申请听证的期限已于 {hearing:yyyy-MM-dd} 届满。", (await Choice(own))!.WhyZh);
        Assert.Null((await Page(own)).HearingAskLast);
    }
}
