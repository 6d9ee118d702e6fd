using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App;

// Cases in different states: dismissed and closed, deducted and closed, with an exclusion, deducted in instalments, under review by the contractor's request, notified, held;
// and what comes out of them: an exclusion that runs, a letter without an answer, a referral with the police, staff matters to hand over.
public sealed partial class DemoBureau
{
    private Caller Auditor => people["zhengxiaoyan"];
    private Caller Reviewer => people["fengzhiyuan"];

    private void RunCases()
    {
        Case(7, "节日期间宴请现场管理人员", new(2025, 8, 4), notice: 4, vote: new(2025, 8, 22), new(false, null, null, false, false, "证据不足以证明与本合同有关"), async @case =>
            await Do(Reviewer, new CloseCase(@case, "已书面告知当事人", await Kept(Reviewer, "告知记录", "不予处理"), await Seen(@case.Value))));
        Case(41, "向现场监理赠送购物卡", new(2025, 9, 10), notice: 5, vote: new(2025, 9, 26), Deduct(20_000), ServeAndPublish);
        Case(12, "虚报砂石数量并请托验收", new(2026, 8, 5), notice: 5, vote: new(2026, 8, 25), Deduct(25_000), async @case =>
        {
            await ServeAndPublish(@case);
            await Do(Reviewer, new LodgeReview(@case, "认为损失金额计算有误，申请复核", await Kept(Reviewer, "复核申请书", "认为损失金额计算有误"), await Seen(@case.Value)));
        });
        Case(27, "将工程转包并向管理人员行贿", new(2026, 3, 2), notice: 7, vote: new(2026, 3, 27), Deduct(30_000) with { Exclusion = new("本局全部工程", 2), Recommendation = true }, async @case =>
        {
            await ServeAndPublish(@case);
            await Step(Reviewer, await MatterOf(@case, MatterKind.Recommendation), "SEND", "江公函〔2026〕41号", "江州市住房和城乡建设局");
        });
        Case(31, "向验收人员行贿二十万元", new(2026, 10, 12), notice: 4, vote: new(2026, 11, 2), Deduct(30_000, instalments: 3) with { Referral = true }, ServeAndPublish);
        On(new(2026, 11, 2), async () =>
        {
            var referral = await Read(db => db.Matters.SingleAsync(m => m.Kind == MatterKind.Referral));
            await Step(Auditor, referral, "SEND", null, "江州市公安局");
        });
        Case(83, "请托更改试验数据", new(2026, 11, 9), notice: 4, vote: null, Deduct(20_000), null);
        Case(17, "赠送礼金", new(2026, 11, 18), notice: null, vote: null, Deduct(10_000), null);
    }

    private static CaseSanction Deduct(int ppm, int instalments = 1) => new(false, new(new(ppm), [new(PenaltyFactorKind.Cooperated, "主动说明情况并配合调查")], Money.Zero, null, instalments), null, false, false,
        "事实清楚，证据确凿，依廉政合同违约条款处理");

    /// <summary>One case: flagged, confirmed the next working day, its notice and vote on their days, and what follows the decision.</summary>
    private void Case(int contract, string act, DateOnly day, int? notice, DateOnly? vote, CaseSanction sanction, Func<CaseId, Task>? then)
    {
        CaseId @case = default;
        On(day, async () => @case = await Do(Auditor, new FlagViolation(contracts[contract].Contract, CaseSource.Inspection, act, day.AddDays(-20), 1, new(50_000_00),
            [new(CaseLeg.Breach, act, await Kept(Auditor, "询问笔录", act)), new(CaseLeg.StaffMatter, "现场管理人员收受后放宽要求", await Kept(Auditor, "谈话记录", act)),
                new(CaseLeg.InfluenceAndLoss, "返工并造成不良影响", await Kept(Auditor, "返工清单", act))])));
        On(day.AddDays(1), async () => await Do(Reviewer, new ConfirmHold(@case, await Seen(@case.Value))));
        if (notice is { } after)
            On(day.AddDays(after), async () =>
            {
                await Do(Auditor, new DraftNotice(@case, sanction.IsDismissal ? Deduct(10_000) : sanction, new(50_000_00), await Seen(@case.Value)));
                await Do(Auditor, new ServeNotice(@case, await Kept(Auditor, "告知书送达回证", act), await Seen(@case.Value)));
            });
        if (vote is not { } voted) return;
        On(voted, async () =>
        {
            foreach (var task in new[] { "audit-opinion", "legal-review" }) await Do(task == "legal-review" ? people["heyun"] : Reviewer, new CompleteReview(@case, task, "同意", null, await Seen(@case.Value)));
            await Do(Reviewer, new ProposeSanction(@case, sanction, await Seen(@case.Value)));
            await Decide(ItemId.From((await Read(db => db.PenaltyCases.SingleAsync(c => c.Id == @case))).DecisionItem!.Value), Vote.Yes);
            await Do(Secretary, new AdoptCaseDecision(@case, await Seen(@case.Value)));
        });
        if (then is not null) On(voted.AddDays(4), () => then(@case));
    }

    private Task<Matter> MatterOf(CaseId @case, MatterKind kind) => Read(db => db.Matters.SingleAsync(m => m.PenaltyCase == @case && m.Kind == kind));

    private async Task Step(Caller by, Matter matter, string happening, string? letter, string organ) =>
        await Do(by, new StepInMatter(matter.Id, happening, null, await Kept(by, "签收回执", matter.Number), letter, organ, null, await Seen(matter.Id.Value)));

    private async Task ServeAndPublish(CaseId @case)
    {
        await Do(Reviewer, new ServeDecision(@case, await Kept(Reviewer, "决定书送达回证", $"案件 {@case.Value}"), await Seen(@case.Value)));
        await Do(Reviewer, new PublishDecision(@case, "对违反廉政合同的行为按约定扣罚并予公开", await Seen(@case.Value)));
    }
}
