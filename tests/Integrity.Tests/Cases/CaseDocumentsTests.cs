using System.Text.RegularExpressions;
using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Cases.Documents;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>P-4, P-6, P-8, P-9, P-11: the official documents are written from the case's facts, when its step is reached, for those who may read them.</summary>
public sealed class CaseDocumentsTests : IAsyncDisposable
{
    private World world = null!;
    private ContractId contract;
    private CaseId @case;
    private Caller own = null!;

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    /// <summary>A deduction of 3.5 %, an exclusion and a recommendation.</summary>
    private static CaseSanction Everything => WorldCases.Deducting() with { Exclusion = new("本局全部工程", 2), Recommendation = true };

    private async Task Flagged()
    {
        (world, contract) = await World.After(new(2026, 8, 3), WorldMatters.Owed);
        @case = await world.Flag(contract);
        own = await world.Contractor("own", (await world.CaseOf(@case)).Party.Value);
    }

    /// <summary>Heard, decided and served.</summary>
    private async Task Served()
    {
        await Flagged();
        await world.Confirm(@case);
        await world.Notify(@case, Everything);
        await world.Do(own, new SubmitDefence(@case, "购物卡并非我方赠送", null, await world.SeenOf(@case)));
        await world.Do(own, new RequestHearing(@case, "请求听证", await world.SeenOf(@case)));
        var chair = await world.Person("hearing", Office.Audit, Duty.ReadBusiness, Duty.ReviewCases);
        await world.Hear(@case, chair);
        await world.Do(world.Auditor, new AnswerDefence(@case, 1, "监控与证言相互印证", await world.SeenOf(@case)));
        await world.Until(new(2026, 10, 12));
        await world.DecideCase(@case, Everything);
        await world.ServeDecision(@case);
    }

    private async Task<string[]> Offered(Caller caller) => [.. (await world.Ask(caller, new ListCaseDocuments(@case, null))).Items.Select(d => d.Kind)];

    private Task<CaseDocument> Show(string kind) => world.Ask(world.Auditor, new ShowCaseDocument(@case, kind));

    private static string TextOf(CaseDocument shown) =>
        string.Join('\n', shown.Document.Parts.Select(p => p.Label?.Zh + p.Text.Zh).Prepend(shown.Document.Addressee.Zh).Prepend(shown.Document.Title.Zh));

    [Fact]
    public async Task A_document_is_there_from_its_step_on_and_the_contractor_reads_what_was_served_on_him()
    {
        await Flagged();
        Assert.Empty(await Offered(world.Auditor));
        await world.Confirm(@case);
        await world.Draft(@case, Everything);
        Assert.Equal(["notice-draft", "notice-service-form"], await Offered(world.Auditor));
        Assert.Equal("acts.not_found", (await world.Door.Ask(new ShowCaseDocument(@case, "notice-draft"), own)).Refusal?.Code);
        await world.Do(world.Auditor, new ServeNotice(@case, WorldCases.Paper, await world.SeenOf(@case)));
        Assert.Equal(["notice", "notice-service"], await Offered(world.Auditor));
        Assert.Equal(["notice", "notice-service"], await Offered(own));
        await world.Do(own, new RequestHearing(@case, "请求听证", await world.SeenOf(@case)));
        Assert.Equal(["notice", "notice-service"], await Offered(own));
        var chair = await world.Person("hearing", Office.Audit, Duty.ReadBusiness, Duty.ReviewCases);
        await world.Hear(@case, chair);
        Assert.Equal(["notice", "notice-service", "hearing-notice"], await Offered(own));
        var hearing = TextOf(await Show("hearing-notice"));
        foreach (var named in new[] { "听证时间2026年10月10日09时30分", "听证地点本局二楼会议室", "听证主持人hearing", "记录人林秘书" }) Assert.Contains(named, hearing, StringComparison.Ordinal);
        await world.Until(new(2026, 10, 12));
        await world.DecideCase(@case, Everything);
        Assert.Equal(["notice", "notice-service", "hearing-notice", "decision", "decision-service-form"], await Offered(world.Auditor));
        Assert.Equal(["notice", "notice-service", "hearing-notice"], await Offered(own));
        await world.ServeDecision(@case);
        Assert.Equal(["notice", "notice-service", "hearing-notice", "decision", "decision-service", "recommendation"], await Offered(world.Auditor));
        Assert.Equal(["notice", "notice-service", "hearing-notice", "decision", "decision-service"], await Offered(own));
        // Where nothing is held any more no limit of a hold runs (P-5).
        Assert.NotEqual(DeadlineStanding.Running, (await world.PeriodOf(@case, "holdLimit")).Standing);
        Assert.Equal(("＿＿＿＿＿＿＿＿：", "＿＿＿＿＿＿＿＿"), ((await Show("recommendation")).Document.Addressee.Zh, (await Show("recommendation")).Document.Number));
        await world.Step((await world.MatterOf(@case, MatterKind.Recommendation)).Id, "SEND", letter: "江公函〔2026〕8号", organ: "江州市住房和城乡建设局");
        var letter = (await Show("recommendation")).Document;
        Assert.Equal(("江州市住房和城乡建设局：", "江公函〔2026〕8号", world.Today()), (letter.Addressee.Zh, letter.Number, letter.Day));
        await world.Publish(@case);
        await world.Review(@case, ReviewOutcome.Revoked, new(2026, 10, 20));
        Assert.Equal("review", (await Offered(own))[^1]);
    }

    /// <summary>What is printed is what is served: by one hash, whatever is paid between the two, and the proof of service names it and what the service fixed.</summary>
    [Fact]
    public async Task The_notice_and_the_decision_are_written_before_they_are_served_and_their_service_changes_nothing_in_them()
    {
        await Flagged();
        await world.Confirm(@case);
        await world.Draft(@case, WorldCases.Deducting(20_000));
        await world.Draft(@case, Everything);
        var written = await Show("notice-draft");
        await world.Certify(contract, 1_000_000);
        await world.Until(new(2026, 9, 24));
        await world.Do(world.Auditor, new ServeNotice(@case, WorldCases.Paper, await world.SeenOf(@case)));
        Assert.DoesNotContain("notice-draft", await Offered(world.Auditor));
        Assert.Equal((written.Digest, new DateOnly(2026, 9, 23)), ((await Show("notice")).Digest, (await Show("notice")).Document.Day));
        var proof = TextOf(await Show("notice-service"));
        foreach (var named in new[] { written.Digest, $"固定的扣款基数¥{(await world.CaseOf(@case)).VAtService!.Value.ToYuan()}", "陈述申辩最后一日2026年10月9日", "申请听证最后一日2026年10月9日" })
            Assert.Contains(named, proof, StringComparison.Ordinal);

        await world.Until(new(2026, 10, 12));
        await world.DecideCase(@case, Everything);
        var decided = await Show("decision");
        await world.Until(new(2026, 10, 14));
        await world.ServeDecision(@case);
        Assert.Equal((decided.Digest, new DateOnly(2026, 10, 12)), ((await Show("decision")).Digest, (await Show("decision")).Document.Day));
        var deducted = (await world.CaseOf(@case)).Deducted;
        Assert.Contains(decided.Digest, TextOf(await Show("decision-service")), StringComparison.Ordinal);
        Assert.Contains($"送达时实际扣款人民币{deducted.ToYuan()}元", TextOf(await Show("decision-service")), StringComparison.Ordinal);
    }

    /// <summary>What the receiver signs is printed before it is handed over, and names what is handed over by its hash.</summary>
    [Fact]
    public async Task A_proof_of_service_can_be_printed_to_be_signed_at_the_service_that_it_proves()
    {
        await Flagged();
        await world.Confirm(@case);
        await world.Draft(@case, Everything);
        var (form, draft) = (await Show("notice-service-form"), await Show("notice-draft"));
        Assert.Equal("送达回证", form.Document.Title.Zh);
        Assert.Contains(draft.Digest, TextOf(form), StringComparison.Ordinal);
        Assert.Contains("收件人签名或盖章", TextOf(form), StringComparison.Ordinal);
        Assert.DoesNotContain("送达证明哈希值", TextOf(form), StringComparison.Ordinal);
        await world.Do(world.Auditor, new ServeNotice(@case, WorldCases.Paper, await world.SeenOf(@case)));
        Assert.DoesNotContain("notice-service-form", await Offered(world.Auditor));
        Assert.Equal(form.Document.Number, (await Show("notice-service")).Document.Number);
        Assert.DoesNotContain("notice-service-form", await Offered(own));
    }

    [Fact]
    public async Task A_notice_that_denies_a_hearing_to_which_there_is_a_right_by_now_is_not_served()
    {
        await Flagged();
        await world.Confirm(@case);
        await world.Draft(@case, WorldCases.Deducting(20_000));
        Assert.Contains("不适用听证程序", TextOf(await Show("notice-draft")), StringComparison.Ordinal);
        await world.Certify(contract, 800_000_000);
        await world.Refused("cases.notice_out_of_date", world.Auditor, new ServeNotice(@case, WorldCases.Paper, await world.SeenOf(@case)));
        await world.Notify(@case, WorldCases.Deducting(20_000));
        Assert.Contains("可以提出听证申请", TextOf(await Show("notice")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_notice_names_the_amounts_to_the_fen_and_in_words_the_clause_and_the_last_days()
    {
        await Flagged();
        await world.Confirm(@case);
        await world.Notify(@case, Everything);
        var (shown, v) = (await Show("notice"), (await world.CaseOf(@case)).VAtService!.Value);
        var (text, amount) = (TextOf(shown), new Money((long)((Int128)v.Fen * 35_000 / 1_000_000)));

        Assert.Equal(("违约处理告知书", "廉告〔2026〕1号", new DateOnly(2026, 9, 23)), (shown.Document.Title.Zh, shown.Document.Number, shown.Document.Day));
        foreach (var money in new[] { v, amount, new Money(3_000_000) })
        {
            Assert.Contains($"人民币{money.ToYuan()}元", text, StringComparison.Ordinal);
            Assert.Contains($"大写：{AmountInWords.Of(money)}", text, StringComparison.Ordinal);
        }
        Assert.Contains("3.5000%", text, StringComparison.Ordinal);
        // Five working days from 23 September: 24, 28, 29, 30 and, after the holidays, 8 October.
        Assert.Contains("自本告知书送达之次日起5个工作日内", text, StringComparison.Ordinal);
        Assert.Contains("陈述申辩最后一日2026年10月8日", TextOf(await Show("notice-service")), StringComparison.Ordinal);
        Assert.Contains("主动交代并配合", text, StringComparison.Ordinal);
        // The staff side is sealed (P-11).
        Assert.DoesNotContain("监理人员收受后放宽验收", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_decision_names_the_defence_its_answer_the_body_and_what_was_deducted()
    {
        await Served();
        var (shown, found) = (await Show("decision"), await world.CaseOf(@case));
        var text = TextOf(shown);
        Assert.Equal(("扣款决定书", new DateOnly(2026, 10, 12)), (shown.Document.Title.Zh, shown.Document.Day));
        var served = TextOf(await Show("decision-service"));
        Assert.Contains($"实际扣款人民币{found.Deducted.ToYuan()}元（大写：{AmountInWords.Of(found.Deducted)}）", served, StringComparison.Ordinal);
        Assert.Contains("购物卡并非我方赠送。对此答复：监控与证言相互印证。", text, StringComparison.Ordinal);
        Assert.Contains("领导班子会议（〔2026〕第", text, StringComparison.Ordinal);
        Assert.Contains("二年内，不得参与本局全部工程", text, StringComparison.Ordinal);
        // Twenty working days from 9 October, with 10 October worked, end on 5 November; fifteen more on 26 November.
        Assert.Contains("最迟公开日2026年11月9日\n申请复核公开之次日起15个工作日内，至迟2026年11月30日", served, StringComparison.Ordinal);
    }

    /// <summary>P-2, P-6: what he was not told he cannot answer, so it stands in no decision; what is found after the notice has evidence, and is shown as what it is.</summary>
    [Fact]
    public async Task What_is_found_after_the_notice_is_no_ground_of_the_decision()
    {
        await Flagged();
        await world.Confirm(@case);
        await world.Notify(@case, Everything);
        var later = WorldCases.Legs[0] with { Words = "其后又查明的事" };
        await world.Refused("cases.finding_without_evidence", world.Auditor, new AddFinding(@case, later with { Document = null }, await world.SeenOf(@case)));
        await world.Do(world.Auditor, new AddFinding(@case, later, await world.SeenOf(@case)));
        Assert.Equal([later.Words], (await world.Ask(world.Auditor, new ShowCase(@case))).Findings.Where(f => f.AfterNotice).Select(f => f.Words));
        await world.Until(new(2026, 10, 12));
        await world.DecideCase(@case, Everything);
        Assert.DoesNotContain(later.Words, TextOf(await Show("decision")), StringComparison.Ordinal);
        Assert.Contains(WorldCases.Legs[0].Words, TextOf(await Show("decision")), StringComparison.Ordinal);
    }

    /// <summary>P-2: nor does a leg that was shown only after the notice carry more than a warning.</summary>
    [Fact]
    public async Task A_leg_that_was_found_after_the_notice_is_missing_for_the_decision()
    {
        await Flagged();
        var lead = await world.Flag(contract, act: "私下宴请", legs: [WorldCases.Legs[0], WorldCases.Legs[1]]);
        await world.Confirm(lead);
        await world.Notify(lead, new(true, null, null, false, false, "已查明违约"));
        await world.Do(world.Auditor, new AddFinding(lead, WorldCases.Legs[2], await world.SeenOf(lead)));
        await world.Until(new(2026, 10, 12));
        foreach (var task in new[] { "audit-opinion", "legal-review" })
            await world.Do(await world.OpinionBy(task), new CompleteReview(lead, task, "同意", null, await world.SeenOf(lead)));
        await world.Refused("workflows.requirement_unmet", world.AuditorTwo, new ProposeSanction(lead, WorldCases.Deducting(), await world.SeenOf(lead)));
    }

    [Fact]
    public async Task A_document_that_is_out_is_changed_by_nothing_that_happens_later()
    {
        await Served();
        var before = (await world.Ask(world.Auditor, new ListCaseDocuments(@case, null))).Items.ToDictionary(d => d.Kind, d => d.Digest);
        await world.Publish(@case);
        await world.Do(world.Auditor, new AddFinding(@case, WorldCases.Legs[0] with { Words = "其后又查明的事" }, await world.SeenOf(@case)));
        await world.Review(@case, ReviewOutcome.Revoked, new(2026, 10, 20));
        var after = (await world.Ask(world.Auditor, new ListCaseDocuments(@case, null))).Items.ToDictionary(d => d.Kind, d => d.Digest);
        Assert.All(before, one => Assert.Equal(one.Value, after[one.Key]));
        Assert.Equal(before.Count + 1, after.Count);
    }

    [Fact]
    public async Task The_review_says_what_is_restored_with_its_interest()
    {
        await Served();
        var deducted = (await world.CaseOf(@case)).Deducted;
        await world.Publish(@case);
        await world.Review(@case, ReviewOutcome.Revoked, new(2026, 10, 20));
        var text = TextOf(await Show("review"));
        Assert.Contains($"原扣款人民币{deducted.ToYuan()}元", text, StringComparison.Ordinal);
        // Nothing was set off and nothing claimed beyond what was there: the paper names neither.
        Assert.All(new[] { "抵销", "不足扣除" }, absent => Assert.DoesNotContain(absent, text, StringComparison.Ordinal));
        Assert.Contains("市交通运输局（交党〔2026〕8号）", text, StringComparison.Ordinal);
        Assert.Contains("撤销原决定", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_referral_lists_its_packet_by_hash_and_knows_no_receiver()
    {
        await Flagged();
        await world.Confirm(@case);
        await world.Notify(@case, WorldCases.Deducting());
        await world.Until(new(2026, 10, 9));
        await world.Do(world.Leaders[1], new ApproveReferral(@case, "涉嫌行贿，同意移送", await world.SeenOf(@case)));
        await world.Do(world.AuditorTwo, new ReferCase(@case, await world.SeenOf(@case)));
        var shown = await Show("referral");
        Assert.Equal("案件移送书", shown.Document.Title.Zh);
        Assert.Contains(shown.Document.Parts, p => p.Setting == PartSetting.Row && p.Text.Zh == WorldCases.Paper);
        Assert.StartsWith("＿", shown.Document.Addressee.Zh, StringComparison.Ordinal);
        Assert.Equal("acts.not_found", (await world.Door.Ask(new ShowCaseDocument(@case, "referral"), own)).Refusal?.Code);
    }

    /// <summary>Codes and hashes apart, a Chinese document has no English in it.</summary>
    [Fact]
    public async Task No_english_stands_in_the_Chinese_document()
    {
        await Served();
        await world.Publish(@case);
        await world.Review(@case, ReviewOutcome.Upheld, new(2026, 10, 20));
        foreach (var kind in await Offered(world.Auditor))
        {
            var text = TextOf(await Show(kind));
            Assert.DoesNotMatch(new Regex("[A-Za-z]{3,}"), Regex.Replace(text, "[0-9a-f]{16,}|[0-9A-Z]{18}|听证主持人hearing", ""));
        }
    }

    /// <summary>P-4: the same words in both papers, measured against the loss that stands in them.</summary>
    [Theory]
    [InlineData(3_000_000, false)]
    [InlineData(1_000, true)]
    public async Task A_paper_explains_a_deduction_above_the_loss_only_where_it_is_above(long documentedLoss, bool isAbove)
    {
        await Flagged();
        await world.Confirm(@case);
        var answered = WorldCases.Deducting() with { Deduction = WorldCases.Deducting().Deduction! with { LossAnswer = "影响恶劣，仍属适当" } };
        await world.Notify(@case, answered, documentedLoss);
        await world.Until(new(2026, 10, 9));
        await world.DecideCase(@case, answered);
        foreach (var kind in new[] { "notice", "decision" })
        {
            Assert.Equal(isAbove, TextOf(await Show(kind)).Contains("扣款超过已证明损失一点三倍的说明：影响恶劣，仍属适当。", StringComparison.Ordinal));
            Assert.Equal(isAbove, (await Show(kind)).Document.Parts.Any(part => part.Text.En.Contains("Why above 1.3 times", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_decision_names_the_day_on_which_the_defence_was_waived_in_writing(bool spokeBefore)
    {
        await Flagged();
        await world.Confirm(@case);
        await world.Notify(@case);
        if (spokeBefore) await world.Do(own, new SubmitDefence(@case, "购物卡并非我方赠送", null, await world.SeenOf(@case)));
        world.Clock.Set(new(2026, 9, 24));
        await world.Do(own, new WaiveDefence(@case, await world.Kept(own, "放弃陈述申辩书"), await world.SeenOf(@case)));
        if (spokeBefore) await world.Do(world.Auditor, new AnswerDefence(@case, 1, "监控与证言相互印证", await world.SeenOf(@case)));
        await world.DecideCase(@case, WorldCases.Deducting());
        var text = TextOf(await Show("decision"));
        Assert.Contains("2026年9月24日，你方书面放弃陈述申辩。", text, StringComparison.Ordinal);
        Assert.DoesNotContain("未提交陈述申辩", text, StringComparison.Ordinal);
        Assert.Equal(spokeBefore, text.Contains("购物卡并非我方赠送。对此答复：", StringComparison.Ordinal));
    }

    /// <summary>P-6: a hearing was held when it was appointed for; its record may be handed in later.</summary>
    [Fact]
    public async Task The_decision_names_the_day_of_the_hearing_and_not_that_of_its_record()
    {
        await Flagged();
        await world.Confirm(@case);
        await world.Notify(@case, Everything);
        await world.Do(own, new RequestHearing(@case, "请求听证", await world.SeenOf(@case)));
        var chair = await world.Person("hearing", Office.Audit, Duty.ReadBusiness, Duty.ReviewCases);
        var appointed = await world.Appointment(@case, chair);
        await world.Do(world.AuditorTwo, appointed);
        world.Clock.Set(appointed.Day.AddDays(2));
        await world.Do(chair, new HoldHearing(@case, WorldCases.Paper, null, await world.SeenOf(@case)));
        await world.DecideCase(@case, Everything);
        Assert.Contains($"{appointed.Day:yyyy年M月d日}举行了听证。", TextOf(await Show("decision")), StringComparison.Ordinal);
    }
}
