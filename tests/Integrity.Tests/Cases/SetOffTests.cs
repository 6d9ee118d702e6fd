using System.Text.RegularExpressions;
using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Desk;
using Integrity.App.Documents;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Integrity.Tests.Proofs;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>P-5, P-7: a loss that is acknowledged or adjudged is set off out of what was held for it, and goes back with the decision.</summary>
public sealed class SetOffTests : IAsyncDisposable
{
    private static readonly Money Admitted = new(1_000_000);

    private World world = null!;
    private ContractId contract;
    private CaseId @case;
    private Money owed;

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private static CaseSanction SettingOff(string? proof = WorldCases.Paper) =>
        WorldCases.Deducting() with { Deduction = WorldCases.Deducting().Deduction! with { AdmittedLoss = Admitted, LossProof = proof } };

    private async Task Confirmed()
    {
        (world, contract) = await World.After(new(2026, 8, 3), WorldMatters.Owed);
        @case = await world.Flag(contract);
        await world.Confirm(@case);
        owed = (await world.Balance(contract)).OutstandingByDefinition;
    }

    private async Task Served()
    {
        await Confirmed();
        await world.Notify(@case, SettingOff());
        await world.Until(new(2026, 10, 9));
        await world.DecideCase(@case, SettingOff());
        await world.ServeDecision(@case);
        await world.Publish(@case);
    }

    [Fact]
    public async Task Without_an_acknowledgement_or_a_judgment_nothing_is_set_off()
    {
        await Confirmed();
        foreach (var proof in new[] { null, "", "seen" })
            await world.Refused("cases.loss_not_proved", world.Auditor, new DraftNotice(@case, SettingOff(proof), new(3_000_000), await world.SeenOf(@case)));
        await world.Notify(@case, WorldCases.Deducting());
        await world.Until(new(2026, 10, 9));
        foreach (var task in new[] { "audit-opinion", "legal-review" })
            await world.Do(await world.OpinionBy(task), new CompleteReview(@case, task, "同意", null, await world.SeenOf(@case)));
        await world.Refused("cases.loss_not_proved", world.AuditorTwo, new ProposeSanction(@case, SettingOff(null), await world.SeenOf(@case)));
    }

    /// <summary>P-5: of the hold only the part for the claimed loss is there for a set-off; what the deduction does not take of the rest is released.</summary>
    [Fact]
    public async Task No_more_than_the_claimed_loss_is_set_off()
    {
        await Confirmed();
        var above = SettingOff() with { Deduction = SettingOff().Deduction! with { AdmittedLoss = new(3_000_001) } };
        await world.Refused("cases.loss_above_claim", world.Auditor, new DraftNotice(@case, above, new(9_000_000), await world.SeenOf(@case)));
        await world.Notify(@case, above with { Deduction = above.Deduction! with { AdmittedLoss = new(3_000_000) } }, documentedLoss: 9_000_000);
        await world.Until(new(2026, 10, 9));
        foreach (var task in new[] { "audit-opinion", "legal-review" })
            await world.Do(await world.OpinionBy(task), new CompleteReview(@case, task, "同意", null, await world.SeenOf(@case)));
        await world.Refused("cases.loss_above_claim", world.AuditorTwo, new ProposeSanction(@case, above, await world.SeenOf(@case)));
    }

    /// <summary>P-2, P-5: whoever reviews, votes or pays opens the paper that proves the loss, and the contractor from the service of the notice that names it.</summary>
    [Fact]
    public async Task The_proof_of_the_loss_is_read_where_it_is_named()
    {
        await Confirmed();
        var proof = await world.Kept(world.Auditor, "损失承认书");
        var own = await world.Contractor("own", (await world.CaseOf(@case)).Party.Value);
        await world.Refused("acts.not_found", world.Leaders[0], new HandOutEvidence(proof));
        await world.Draft(@case, SettingOff(proof));
        await world.Refused("acts.not_found", own, new HandOutEvidence(proof));
        await world.Do(world.Auditor, new ServeNotice(@case, WorldCases.Paper, await world.SeenOf(@case)));
        foreach (var reader in new[] { world.AuditorTwo, world.Leaders[0], world.Finance, own }) await world.Do(reader, new HandOutEvidence(proof));
        await world.Until(new(2026, 10, 9));
        await world.DecideCase(@case, SettingOff(proof));
        foreach (var reader in new[] { world.AuditorTwo, world.Leaders[0], world.Finance, own }) await world.Do(reader, new HandOutEvidence(proof));
    }

    /// <summary>P-4, P-6: no notice, no valid decision; what the notice did not say is not taken, whatever it is called.</summary>
    [Fact]
    public async Task A_set_off_that_the_notice_did_not_name_is_worse_than_the_notice_and_does_not_come_to_a_vote()
    {
        var less = SettingOff() is { Deduction: { } terms } named ? named with { Deduction = terms with { AdmittedLoss = Admitted - new Money(1) } } : throw new InvalidOperationException();
        Assert.Equal((true, true, false, false), (SettingOff().IsWorseThan(WorldCases.Deducting()), SettingOff().IsWorseThan(less), less.IsWorseThan(SettingOff()), SettingOff().IsWorseThan(SettingOff())));
        await Confirmed();
        await world.Notify(@case, WorldCases.Deducting());
        await world.Until(new(2026, 10, 9));
        foreach (var task in new[] { "audit-opinion", "legal-review" })
            await world.Do(await world.OpinionBy(task), new CompleteReview(@case, task, "同意", null, await world.SeenOf(@case)));
        var refusal = await world.Refused(world.AuditorTwo, new ProposeSanction(@case, SettingOff(), await world.SeenOf(@case)));
        Assert.Equal("workflows.requirement_unmet", refusal.Code);
        Assert.Contains("worse than the notice said; lower it, or serve a new notice", refusal.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_set_off_leaves_what_is_owed_beside_the_deduction_and_a_revocation_gives_both_back()
    {
        await Served();
        var (served, balance) = (await world.CaseOf(@case), await world.Balance(contract));
        Assert.Equal((Admitted, Admitted, owed - served.Deducted - Admitted), (served.SetOff, balance.SetOff, balance.OutstandingByDefinition));
        Assert.Contains($"送达时抵销损失人民币{Admitted.ToYuan()}元", await Text("decision-service"), StringComparison.Ordinal);
        Assert.Equal(Admitted, (await world.Ask(world.Finance, new ExplainCase(@case, CaseFigure.SetOff))).Amount);
        // What a reopening would undo names it: no vote gives back money that it does not name (D-5, P-7).
        var undone = await world.Read(db => db.StandingIn(served, world.Today(), TestContext.Current.CancellationToken));
        Assert.Equal(Admitted, undone.SetOff);
        Assert.Contains($"抵销损失 {Admitted} 转回暂缓支付", undone.WordsOf(holds: true).Zh, StringComparison.Ordinal);
        Assert.Empty(await world.Verify());

        await world.Review(@case, ReviewOutcome.Revoked, new(2026, 10, 20));
        balance = await world.Balance(contract);
        Assert.Equal((Money.Zero, Money.Zero, owed), ((await world.CaseOf(@case)).SetOff, balance.SetOff, balance.OutstandingByDefinition));
        // The loss is not forgotten: the inbox says that it is open again, and the case is not closed without a word on it.
        foreach (var person in new[] { world.AuditorTwo, world.Finance })
            Assert.StartsWith($"{Admitted}，原抵销已随决定撤销", (await world.Ask(person, new ListInbox(null))).Items.Single(i => i.Reason == InboxReason.LossOpenAgain).Detail.Zh, StringComparison.Ordinal);
        Assert.DoesNotContain((await world.Ask(world.Engineer, new ListInbox(null))).Items, i => i.Reason == InboxReason.LossOpenAgain);
        await world.Refused("cases.loss_open_again", world.Finance, new CloseCase(@case, " ", null, await world.SeenOf(@case)));
        Assert.Contains($"原扣款人民币{served.Deducted.ToYuan()}元（大写：{AmountInWords.Of(served.Deducted)}）和抵销人民币{Admitted.ToYuan()}元（大写：{AmountInWords.Of(Admitted)}）予以恢复", await Text("review"), StringComparison.Ordinal);
        Assert.Empty(await world.Verify());
        await world.Do(world.Finance, new CloseCase(@case, "损失另行起诉", null, await world.SeenOf(@case)));
        Assert.DoesNotContain((await world.Ask(world.Finance, new ListInbox(null))).Items, i => i.Reason == InboxReason.LossOpenAgain);
    }

    [Fact]
    public async Task A_remission_holds_again_what_was_set_off()
    {
        await Served();
        var served = await world.CaseOf(@case);
        Assert.Equal((served.Deducted, Admitted, false), await Published());
        await world.Review(@case, ReviewOutcome.Remitted, new(2026, 10, 20));
        // What was published stays, with the correction that it was sent back.
        Assert.Equal((Money.Zero, Money.Zero, true), await Published());
        await EachStepIsToldInOneLanguage();
        Assert.DoesNotContain("取缔", (await world.Ask(world.Auditor, new ShowCase(@case))).Steps.Single(s => s.Event == "REMITTED").DoneZh, StringComparison.Ordinal);
        Assert.StartsWith("扣罚转回暂缓支付: ", (await world.Ask(world.Auditor, new ShowCase(@case))).Steps.Single(s => s.Event == "REMITTED").DoneZh, StringComparison.Ordinal);
        var balance = await world.Balance(contract);
        Assert.DoesNotContain((await world.Ask(world.AuditorTwo, new ListInbox(null))).Items, i => i.Reason == InboxReason.LossOpenAgain);
        Assert.Equal((Money.Zero, served.Deducted + Admitted, owed), (balance.SetOff, balance.HeldFor(@case.Value), balance.OutstandingByDefinition));
        Assert.Empty(await world.Verify());
    }

    private async Task<(Money, Money, bool)> Published()
    {
        var shown = Assert.Single((await world.Ask(Caller.Anonymous(Language.Chinese), new App.Disclosure.ListPublicDeductions(null))).Items);
        var sentBack = shown.Correction is { Cause: CorrectionCause.SentBack, GivenBack: true, HeldAgain: true };
        Assert.Equal((sentBack, false), (shown.CorrectedOn is not null, shown.ClosedSince));
        return (shown.Deducted, shown.SetOff, sentBack);
    }

    private async Task EachStepIsToldInOneLanguage()
    {
        foreach (var step in (await world.Ask(world.Auditor, new ShowCase(@case))).Steps)
        {
            Assert.DoesNotMatch(" / |[a-z]{4,} ", step.DoneZh);
            // The number of a document is its number in either language.
            Assert.DoesNotMatch("[\u4e00-\u9fff]", Regex.Replace(step.DoneEn, "廉.〔.+?号", ""));
        }
        // What is freed on service is told as freed, and what stays held as held.
        Assert.Matches("^按告知重定限额，多余部分释放补付: 解除 ¥[0-9,.]+, 仍暂缓 ¥[0-9,.]+", (await world.Ask(world.Auditor, new ShowCase(@case))).Steps.Single(s => s.Event == "SERVE_NOTICE").DoneZh);
    }

    private async Task<string> Text(string kind) =>
        string.Join('\n', (await world.Ask(world.Auditor, new App.Cases.Documents.ShowCaseDocument(@case, kind))).Document.Parts.Select(p => p.Label?.Zh + p.Text.Zh));
}
