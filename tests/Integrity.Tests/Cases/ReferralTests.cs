using System.IO.Compression;
using System.Security.Cryptography;
using Integrity.App.Cases;
using Integrity.App.Cases.Documents;
using Integrity.App.Documents;
using Integrity.App.Journal;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Values;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>P-9: decided in three days, sent within 24 hours with its packet list; a refusal opens reconsideration and the procuratorate.</summary>
public sealed class ReferralTests : IAsyncLifetime
{
    private World world = null!;
    private ContractId contract;

    public async ValueTask InitializeAsync() => (world, contract) = await World.After(new(2026, 8, 3), WorldMatters.Owed);

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private async Task<(CaseId Case, MatterId Referral)> DecidedWithSanction()
    {
        var sanction = WorldMatters.Sanction(refer: true);
        var @case = await world.CaseUnderReview(contract, sanction);
        await world.DecideCase(@case, sanction);
        return (@case, (await world.MatterOf(@case, MatterKind.Referral)).Id);
    }

    [Fact]
    public async Task A_decision_that_contains_a_referral_is_the_decision_to_refer_and_its_24_hours_run_from_it()
    {
        var (@case, referral) = await DecidedWithSanction();
        Assert.Equal("approved", await world.StateOf(referral));
        var decided = (await world.StepsOf(referral)).Single(s => s.Event == "DECIDE");
        var period = await world.PeriodOf(referral, "sendDue");
        Assert.Equal(decided.At.AddHours(24), period.ExpiresAt);
        // Around the clock, over the weekend too: Friday 9 October to Saturday 10 October.
        world.Clock.Move(TimeSpan.FromHours(23.9));
        await world.Tick();
        Assert.DoesNotContain(await world.StepsOf(referral), s => s.Event == "after:sendDue");
        world.Clock.Move(TimeSpan.FromHours(0.2));
        Assert.Equal(1, await world.Tick());
        Assert.Contains(await world.StepsOf(referral), s => s.Event == "after:sendDue" && s.Actions.StartsWith("escalate", StringComparison.Ordinal));
        // The clock reminds and escalates; it sends nothing, and the case goes its own way.
        Assert.Equal(("approved", "decided"), (await world.StateOf(referral), await world.StateOf(@case)));
    }

    /// <summary>D-4: through no door, the packet's included.</summary>
    [Fact]
    public async Task Whoever_is_kept_away_from_the_case_gets_no_packet_of_it()
    {
        var sanction = WorldMatters.Sanction(refer: true);
        var @case = await world.CaseUnderReview(contract, sanction);
        foreach (var task in new[] { "audit-opinion", "legal-review" })
            await world.Do(await world.OpinionBy(task), new CompleteReview(@case, task, "同意", null, await world.SeenOf(@case)));
        await world.Do(world.AuditorTwo, new ProposeSanction(@case, sanction, await world.SeenOf(@case)));
        var item = new ItemId((await world.CaseOf(@case)).DecisionItem!.Value);
        await world.Do(world.Secretary, new App.Decisions.RecordRecusal(item, await world.Seen(item.Value), world.AuditorTwo.Official, RecusalGround.Kin, "其姐为该施工队会计"));
        await (await Decisions.Session.Of(world)).Decide(item);
        await world.Do(world.Secretary, new AdoptCaseDecision(@case, await world.SeenOf(@case)));
        var referral = (await world.MatterOf(@case, MatterKind.Referral)).Id;
        await world.Closed("decisions.papers_closed_to_recused", world.AuditorTwo, new DownloadPacket(referral, null));
        await world.Ask(world.Auditor, new DownloadPacket(referral, null));
    }

    [Fact]
    public async Task It_is_sent_with_a_receipt_and_its_packet_and_refused_goes_to_reconsideration_then_to_the_procuratorate()
    {
        var (@case, referral) = await DecidedWithSanction();
        await world.NoStep("workflows.requirement_unmet", referral, "SEND", world.Auditor);
        await world.NoStep("cases.evidence_unreadable", referral, "SEND", world.Auditor, document: "abc");
        await world.NoStep("workflows.not_allowed_here", referral, "REFUSED", world.Auditor, document: WorldCases.Paper);
        await world.Step(referral, "SEND", world.Auditor, document: WorldCases.Paper, organ: "江州市公安局");
        Assert.Equal("江州市公安局：", (await world.Ask(world.Auditor, new App.Cases.Documents.ShowCaseDocument(@case, "referral"))).Document.Addressee.Zh);
        await world.Step(referral, "REFUSED", world.Auditor, document: WorldCases.Paper);
        Assert.Equal(new DateOnly(2026, 10, 12), (await world.PeriodOf(referral, "objectionDue")).DueOn);
        await world.NoStep("workflows.role_not_held", referral, "ASK_RECONSIDERATION", world.Auditor, words: "不服");
        await world.NoStep("workflows.requirement_unmet", referral, "ASK_RECONSIDERATION");
        await world.Step(referral, "ASK_RECONSIDERATION", words: "证据足以立案");
        await world.Step(referral, "REFUSED", world.Auditor, document: WorldCases.Paper);
        Assert.Equal("refusedAgain", await world.StateOf(referral));
        await world.Step(referral, "SUGGEST_SUPERVISION", words: "建议立案监督");
        await world.Step(referral, "FILED", world.Auditor, document: WorldCases.Paper);
        await world.Step(referral, "HAND_OVER", world.Auditor, document: WorldCases.Paper);
        await world.Step(referral, "JUDGMENT", document: WorldCases.Paper);
        Assert.Equal(("judged", true), (await world.StateOf(referral), (await world.MatterOf(@case, MatterKind.Referral)).Ended));
        Assert.Contains(await world.StepsOf(@case), s => s is { Event: CaseEvents.ReferralResult, Actions: "judged" });
        await world.NoStep("workflows.closed", referral, "JUDGMENT", document: WorldCases.Paper);
    }

    [Fact]
    public async Task To_accept_a_refusal_takes_two_people()
    {
        var (_, referral) = await DecidedWithSanction();
        await world.NoStep("cases.organ_missing", referral, "SEND", world.Auditor, document: WorldCases.Paper);
        await world.Step(referral, "SEND", world.Auditor, document: WorldCases.Paper, organ: "江州市公安局");
        await world.Step(referral, "REFUSED", world.Auditor, document: WorldCases.Paper);
        await world.NoStep("workflows.requirement_unmet", referral, "ACCEPT_REFUSAL", words: "接受");
        await world.Refused("cases.not_asked", world.AuditorTwo, new AskForStepInMatter(referral, "SUGGEST_SUPERVISION", "监督", await world.SeenOf(referral)));
        await world.Refused("cases.words_missing", world.AuditorTwo, new AskForStepInMatter(referral, "ACCEPT_REFUSAL", " ", await world.SeenOf(referral)));
        await world.Do(world.AuditorTwo, new AskForStepInMatter(referral, "ACCEPT_REFUSAL", "不予立案理由成立", await world.SeenOf(referral)));
        await world.Refused("cases.asked_already", world.Auditor, new AskForStepInMatter(referral, "ACCEPT_REFUSAL", "同意", await world.SeenOf(referral)));
        await world.NoStep("cases.same_asker", referral, "ACCEPT_REFUSAL");
        var third = await world.Person("auditor-3", Domain.Identity.Office.Audit, Domain.Identity.Duty.ReadBusiness, Domain.Identity.Duty.ReviewCases);
        await world.Step(referral, "ACCEPT_REFUSAL", third);
        Assert.Equal("returned", await world.StateOf(referral));
    }

    private async Task<(CaseId Case, MatterId Referral)> Referred()
    {
        var @case = await world.CaseUnderReview(contract, WorldCases.Deducting());
        return (@case, await Refer(@case));
    }

    private async Task<MatterId> Refer(CaseId @case)
    {
        await world.Do(world.Leaders[1], new ApproveReferral(@case, "涉嫌行贿", await world.SeenOf(@case)));
        await world.Do(world.AuditorTwo, new ReferCase(@case, await world.SeenOf(@case)));
        return (await world.MatterOf(@case, MatterKind.Referral)).Id;
    }

    /// <summary>P-6, P-9: while the judiciary has the case he asks for a hearing all the same, and no judgment goes round it or round his defence.</summary>
    [Fact]
    public async Task A_referral_takes_neither_the_hearing_nor_the_answer_to_a_defence()
    {
        var @case = await world.Flag(contract);
        await world.Confirm(@case);
        var sanction = WorldCases.Deducting() with { Exclusion = new("本局全部工程", 1) };
        await world.Notify(@case, sanction);
        var own = await world.Contractor("own", (await world.CaseOf(@case)).Party.Value);
        await world.Do(own, new SubmitDefence(@case, "购物卡并非我方赠送", null, await world.SeenOf(@case)));
        await world.Do(own, new WaiveDefence(@case, await world.Kept(own, "放弃陈述申辩书"), await world.SeenOf(@case)));
        await world.Do(world.Leaders[1], new ApproveReferral(@case, "涉嫌行贿", await world.SeenOf(@case)));
        await world.Do(world.AuditorTwo, new ReferCase(@case, await world.SeenOf(@case)));
        Assert.Equal("judicialReferral", await world.StateOf(@case));
        async Task<RecordJudgment> Judgment() => new(@case, WorldCases.Paper, sanction, await world.SeenOf(@case));
        await world.Refused("cases.referral_not_sent", world.AuditorTwo, await Judgment());
        Assert.Contains((await world.Ask(own, new ShowCase(@case))).Choices, c => c is { Trigger: "REQUEST_HEARING", Allowed: true });
        await world.Do(own, new RequestHearing(@case, "请求听证", await world.SeenOf(@case)));
        await world.Refused("workflows.not_allowed_here", own, new RequestHearing(@case, "请求听证", await world.SeenOf(@case)));
        var referral = (await world.MatterOf(@case, MatterKind.Referral)).Id;
        await world.VoteOn(referral);
        await world.Step(referral, "SEND", world.Auditor, document: WorldCases.Paper, organ: "江州市公安局");
        await world.Refused("cases.referral_not_filed", world.AuditorTwo, await Judgment());
        await world.Step(referral, "FILED", world.Auditor, document: WorldCases.Paper);
        await world.Until(new(2026, 10, 20));
        Assert.Contains("尚有未答复的意见", (await world.Refused(world.AuditorTwo, await Judgment())).Zh, StringComparison.Ordinal);
        await world.Do(world.Auditor, new AnswerDefence(@case, 1, "监控与证言相互印证", await world.SeenOf(@case)));
        Assert.Contains("已申请的听证尚未举行", (await world.Refused(world.AuditorTwo, await Judgment())).Zh, StringComparison.Ordinal);
        // With the letter it comes back, its referral ends, and what he asked for in time is held.
        await world.Do(world.AuditorTwo, new RecordReturnFromJudiciary(@case, WorldCases.Paper, await world.SeenOf(@case)));
        Assert.Equal("returned", await world.StateOf(referral));
        await world.Do(own, new RequestHearing(@case, "请求听证", await world.SeenOf(@case)));
        Assert.Equal("hearing", await world.StateOf(@case));
    }

    [Fact]
    public async Task A_judgment_in_a_case_that_the_judiciary_opened_is_put_to_the_group()
    {
        var @case = await world.CaseUnderReview(contract, WorldCases.Deducting());
        foreach (var task in new[] { "audit-opinion", "legal-review" })
            await world.Do(await world.OpinionBy(task), new CompleteReview(@case, task, "同意", null, await world.SeenOf(@case)));
        var referral = await Refer(@case);
        await world.VoteOn(referral);
        await world.Step(referral, "SEND", world.Auditor, document: WorldCases.Paper, organ: "江州市公安局");
        await world.Step(referral, "FILED", world.Auditor, document: WorldCases.Paper);
        await world.Step(referral, "JUDGMENT", document: WorldCases.Paper);
        await world.Do(world.AuditorTwo, new RecordJudgment(@case, WorldCases.Paper, WorldCases.Deducting(), await world.SeenOf(@case)));
        Assert.Equal("collectiveDecision", await world.StateOf(@case));
        Assert.NotNull((await world.CaseOf(@case)).DecisionItem);
    }

    [Fact]
    public async Task A_case_that_is_referred_waits_for_the_groups_decision_and_its_three_days_escalate()
    {
        var (@case, referral) = await Referred();
        Assert.Equal(("reported", "judicialReferral"), (await world.StateOf(referral), await world.StateOf(@case)));
        Assert.Equal(new DateOnly(2026, 10, 12), (await world.PeriodOf(referral, "decideDue")).DueOn);
        await world.Refused("cases.nothing_put_to_vote", world.Secretary, new AdoptMatterDecision(referral, await world.SeenOf(referral)));
        await world.Refused("cases.reasons_missing", world.AuditorTwo, new PutMatterToVote(referral, " ", await world.SeenOf(referral)));
        await world.Until(new(2026, 10, 13));
        Assert.Contains(await world.StepsOf(referral), s => s.Event == "after:decideDue");
        await world.VoteOn(referral);
        Assert.Equal("approved", await world.StateOf(referral));
        // Whoever took the group's decision over is named, never numbered.
        var decided = (await world.Ask(world.AuditorTwo, new ShowMatter(referral))).Steps.Single(s => s.Event == "DECIDE");
        Assert.Equal(await world.Read(db => db.Set<Domain.Identity.Official>().Where(o => o.Id == world.Secretary.Official).Select(o => o.Name).SingleAsync()), decided.Actor);
        await world.Refused("cases.nothing_to_vote_on", world.AuditorTwo, new PutMatterToVote(referral, "再议", await world.SeenOf(referral)));
    }

    [Fact]
    public async Task Whoever_investigated_is_in_conflict_and_an_open_vote_is_not_taken_over()
    {
        var (_, referral) = await Referred();
        var item = await world.Do(world.AuditorTwo, new PutMatterToVote(referral, "涉嫌犯罪", await world.SeenOf(referral)));
        await world.Refused("cases.put_to_vote_already", world.AuditorTwo, new PutMatterToVote(referral, "涉嫌犯罪", await world.SeenOf(referral)));
        await world.Refused("cases.vote_still_open", world.Secretary, new AdoptMatterDecision(referral, await world.SeenOf(referral)));
        var proposed = (await world.Read(async db => await App.Decisions.DecisionSets.WholeItem(db, item, default)))!;
        Assert.Equal(ItemKinds.Referral, proposed.Kinds);
    }

    private async Task<App.Desk.InboxItem?> Waiting(App.Acts.Caller person) =>
        (await world.Ask(person, new App.Desk.ListInbox(null))).Items.FirstOrDefault(item => item.Detail.En.StartsWith("result of the referral", StringComparison.Ordinal));

    /// <summary>P-9: a case that went its own way is told the result, and the audit office takes it up within ten working days; then it stands with the leaders too.</summary>
    [Fact]
    public async Task The_result_of_a_referral_waits_with_the_audit_office_until_somebody_takes_it_up()
    {
        var (@case, referral) = await DecidedWithSanction();
        await world.Refused("cases.no_referral_result", world.Auditor, new TakeUpReferralResult(@case, "无须再办", await world.SeenOf(@case)));
        await world.Step(referral, "SEND", world.Auditor, document: WorldCases.Paper, organ: "江州市公安局");
        await world.Step(referral, "FILED", world.Auditor, document: WorldCases.Paper);
        Assert.Null(await Waiting(world.Auditor));
        await world.Step(referral, "JUDGMENT", document: WorldCases.Paper);
        // Ten working days from Friday 9 October; Saturday the 10th is one.
        var item = (await Waiting(world.Auditor))!;
        Assert.Equal((@case.Value, App.Desk.InboxReason.ReferralResult, new DateOnly(2026, 10, 22), false), (item.Thing, item.Reason, item.DueOn!.Value, item.Overdue));
        Assert.Null(await Waiting(world.Leaders[1]));
        world.Clock.Set(new(2026, 10, 23));
        Assert.True((await Waiting(world.AuditorTwo))!.Overdue);
        Assert.Equal(App.Desk.InboxReason.Escalated, (await Waiting(world.Leaders[1]))!.Reason);
        Assert.Equal((false, "judged"), (await world.Ask(world.Auditor, new ShowCase(@case))).Referral is { } shown ? (shown.MovesCase, shown.Result.En) : default);
        await world.Refused("cases.words_missing", world.Auditor, new TakeUpReferralResult(@case, " ", await world.SeenOf(@case)));
        await world.Do(world.Auditor, new TakeUpReferralResult(@case, "裁判认定的事实与处理决定一致，无须再办", await world.SeenOf(@case)));
        Assert.Equal((null, null, null), (await Waiting(world.Auditor), await Waiting(world.Leaders[1]), (await world.Ask(world.Auditor, new ShowCase(@case))).Referral));
    }

    [Fact]
    public async Task A_case_that_waits_for_the_result_takes_it_up_by_its_own_step()
    {
        var (@case, referral) = await Referred();
        await world.VoteOn(referral, Vote.No);
        Assert.NotNull(await Waiting(world.AuditorTwo));
        await world.Refused("cases.referral_result_moves_case", world.AuditorTwo, new TakeUpReferralResult(@case, "无须再办", await world.SeenOf(@case)));
        await world.Do(world.AuditorTwo, new RecordReturnFromJudiciary(@case, "", await world.SeenOf(@case)));
        Assert.Null(await Waiting(world.AuditorTwo));
    }

    [Fact]
    public async Task When_the_group_does_not_refer_the_case_comes_back_without_a_letter_of_the_judiciary()
    {
        var (@case, referral) = await Referred();
        await world.Refused("cases.referral_not_sent", world.AuditorTwo, new RecordReturnFromJudiciary(@case, "", await world.SeenOf(@case)));
        await world.VoteOn(referral, Vote.No);
        Assert.Equal("notReferred", await world.StateOf(referral));
        await world.Do(world.AuditorTwo, new RecordReturnFromJudiciary(@case, "", await world.SeenOf(@case)));
        Assert.Equal("underReview", await world.StateOf(@case));
    }

    [Fact]
    public async Task The_packet_lists_every_paper_with_its_hash_and_is_the_same_to_the_byte_each_time()
    {
        var (@case, referral) = await DecidedWithSanction();
        // One piece of evidence whose file is kept lies in it; the others are named by the hash that was entered.
        var record = "询问笔录全文"u8.ToArray();
        var kept = (await world.Do(world.Auditor, new BringInEvidence(new(record), "询问笔录.txt", "违约线索"))).Digest.ToString();
        await world.Do(world.Auditor, new AddFinding(@case, new(CaseLeg.Breach, "询问笔录", kept), await world.SeenOf(@case)));
        var served = await world.Kept(world.AuditorTwo, "送达回证");
        var handed = world.Today();
        world.Clock.Set(handed.AddDays(1));
        await world.Do(world.AuditorTwo, new ServeDecision(@case, served, await world.SeenOf(@case), handed));
        // The preview for the organ that it goes to is what is handed over; without one its letter is blank there.
        var before = await world.Ask(world.Auditor, new DownloadPacket(referral, "江州市公安局"));
        Assert.Equal(before.Content, (await world.Ask(world.AuditorTwo, new DownloadPacket(referral, "江州市公安局"))).Content);
        Assert.NotEqual(before.Content, (await world.Ask(world.AuditorTwo, new DownloadPacket(referral, null))).Content);
        await world.Step(referral, "SEND", world.Auditor, document: WorldCases.Paper, organ: "江州市公安局");
        // What happens later changes nothing of what was handed over.
        world.Clock.Set(new(2026, 11, 2));
        var sent = await world.Ask(world.Auditor, new DownloadPacket(referral, null));
        Assert.Equal(before.Content, sent.Content);

        using var zip = new ZipArchive(new MemoryStream(sent.Content));
        byte[] Read(string name)
        {
            using var stream = zip.GetEntry(name)!.Open();
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        }
        var text = Read(Packets.ManifestName);
        var manifest = CanonicalJson.Read<PacketManifest>(System.Text.Encoding.UTF8.GetString(text))!;
        var packet = await world.Read(db => db.MatterPackets.AsNoTracking().SingleAsync(p => p.Matter == referral));
        Assert.Equal(packet.Digest, Convert.ToHexStringLower(SHA256.HashData(text)));
        Assert.Equal("案件移送书", manifest.Entries[0].TitleZh);
        // The letter in it is the one that the case shows, by its text's hash, and lists the papers of the manifest, each under its number.
        var letter = await world.Ask(world.Auditor, new ShowCaseDocument(@case, "referral"));
        var rows = letter.Document.Parts.Where(p => p.Label is not null && char.IsDigit(p.Label.Zh[0])).ToList();
        Assert.Equal("江州市公安局：", letter.Document.Addressee.Zh);
        Assert.Equal(manifest.Entries.Select(e => $"{e.Number}．{e.TitleZh}"), rows.Select(r => r.Label!.Zh));
        Assert.Equal(manifest.Entries.Skip(1).Select(e => e.Sha256), rows.Skip(1).Select(r => r.Text.Zh));
        Assert.Contains(letter.Document.Parts, p => p.Text.En.StartsWith($"{manifest.Entries.Count} papers", StringComparison.Ordinal));
        Assert.Equal(DocumentHtml.Of(letter.Document), Read(manifest.Entries[0].File!));
        Assert.Contains(letter.Digest, System.Text.Encoding.UTF8.GetString(Read(manifest.Entries[0].File!)), StringComparison.Ordinal);
        foreach (var entry in manifest.Entries.Where(e => e.File is not null))
            Assert.Equal((entry.Sha256, entry.Bytes), (Convert.ToHexStringLower(SHA256.HashData(Read(entry.File!))), Read(entry.File!).LongLength));
        Assert.Equal(record, Read(manifest.Entries.Single(e => e.Sha256 == kept).File!));
        // Nothing lies in it that is not listed, and each piece of evidence is named by its hash.
        Assert.Equal(zip.Entries.Count - 2, manifest.Entries.Count(e => e.File is not null));
        Assert.Equal(WorldCases.Legs.Count, manifest.Entries.Count(e => e.Sha256 == WorldCases.Paper));
        var list = System.Text.Encoding.UTF8.GetString(Read(Packets.ListName));
        // The record of the procedure is there, and each paper that proves a step.
        Assert.NotNull(manifest.Entries.Single(e => e.Sha256 == served).File);
        Assert.Contains("办理经过", list, StringComparison.Ordinal);
        Assert.Contains($"{handed:yyyy-MM-dd}（{handed.AddDays(1):yyyy-MM-dd} ", System.Text.Encoding.UTF8.GetString(Read(manifest.Entries.Single(e => e.TitleZh.Contains("办理经过", StringComparison.Ordinal)).File!)), StringComparison.Ordinal);
        foreach (var proof in await world.Read(db => db.CaseSteps.AsNoTracking().Where(s => s.Process == new ProcessId(@case.Value) && s.Document != null).Select(s => s.Document!).ToListAsync()))
            Assert.Contains(proof, manifest.Entries.Select(e => e.Sha256));
        Assert.All(manifest.Entries, entry => Assert.Contains(entry.Sha256, list, StringComparison.Ordinal));
    }

    /// <summary>D-5, P-9: whether the group voted on the sanction with its referral or on the referral alone, the voted text goes with the letter.</summary>
    [Theory]
    [InlineData(false, "移送决定底稿")]
    [InlineData(true, "决定书底稿")]
    public async Task The_decision_to_refer_lies_in_the_packet_as_it_was_voted(bool withSanction, string title)
    {
        var (@case, referral) = withSanction ? await DecidedWithSanction() : await Referred();
        if (!withSanction)
        {
            Assert.DoesNotContain(title, Manifest((await world.Ask(world.Auditor, new DownloadPacket(referral, null))).Content).Entries.Select(e => e.TitleZh));
            await world.VoteOn(referral);
        }
        var preview = await world.Ask(world.Auditor, new DownloadPacket(referral, "江州市公安局"));
        var shown = await world.Ask(world.Auditor, new ShowCaseDocument(@case, "referral"));
        Assert.Contains(shown.Document.Parts, p => p.Label is { } label && label.Zh.EndsWith(title, StringComparison.Ordinal));
        await world.Step(referral, "SEND", world.Auditor, document: WorldCases.Paper, organ: "江州市公安局");
        var sent = await world.Ask(world.Auditor, new DownloadPacket(referral, null));
        Assert.Equal(preview.Content, sent.Content);
        var voted = await world.Read(db => db.CasePapers.AsNoTracking().Where(p => p.PenaltyCase == @case && p.Kind == (withSanction ? CasePaperKind.Decision : CasePaperKind.Matter)).OrderBy(p => p.Number).LastAsync());
        var entry = Assert.Single(Manifest(sent.Content).Entries, e => e.TitleZh == title);
        // Its hash is that of the vote.
        Assert.Equal(voted.Digest, entry.Sha256);
        using var zip = new ZipArchive(new MemoryStream(sent.Content));
        using var text = new StreamReader(zip.GetEntry(entry.File!)!.Open());
        Assert.Equal(voted.Text, await text.ReadToEndAsync(TestContext.Current.CancellationToken));
        var vote = await world.Read(db => db.CaseSteps.AsNoTracking().Where(s => s.Process == (ProcessId)referral && s.Event == "DECIDE").SingleAsync());
        if (!withSanction) Assert.Equal(vote.Document, entry.Sha256);

        static PacketManifest Manifest(byte[] content)
        {
            using var zip = new ZipArchive(new MemoryStream(content));
            using var text = new StreamReader(zip.GetEntry(Packets.ManifestName)!.Open());
            return CanonicalJson.Read<PacketManifest>(text.ReadToEnd())!;
        }
    }

    [Fact]
    public async Task Only_a_referral_has_a_packet()
    {
        var @case = await world.Flag(contract);
        await world.Confirm(@case);
        var staff = await world.MatterOf(@case, MatterKind.StaffMatter);
        Assert.Equal("acts.not_found", (await world.Door.Ask(new DownloadPacket(staff.Id, null), world.Auditor, TestContext.Current.CancellationToken)).Refusal!.Code);
        Assert.Equal("acts.not_found", (await world.Door.Ask(new DownloadPacket(new(1), null), world.Auditor, TestContext.Current.CancellationToken)).Refusal!.Code);
    }
}
