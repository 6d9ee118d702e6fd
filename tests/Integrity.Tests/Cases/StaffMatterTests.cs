using Integrity.App.Cases;
using Integrity.App.Disclosure;
using Integrity.App.Journal;
using Integrity.App.Parties;
using Integrity.App.Values;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Integrity.Tests.Payments;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>P-11: the staff side of a finding becomes a matter of its own when the case is confirmed; names sealed, tracked to an answer.</summary>
public sealed class StaffMatterTests : IAsyncLifetime
{
    private const string Name = "钱某某（现场监理）";

    private World world = null!;
    private CaseId @case;
    private MatterId matter;

    public async ValueTask InitializeAsync() => (world, (@case, matter)) = await World.After(new(2026, 8, 3), Before);

    private static async Task<(CaseId Case, MatterId Matter)> Before(World world)
    {
        var @case = await world.Flag(await world.OwedContract());
        Assert.Equal(0, await world.Read(db => db.Matters.CountAsync()));
        await world.Confirm(@case);
        var matter = (await world.MatterOf(@case, MatterKind.StaffMatter)).Id;
        return (@case, matter);
    }

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private async Task Seal(string names = Name) => await world.Do(world.Auditor, new SealStaffNames(matter, new(names), await world.SeenOf(matter)));

    [Fact]
    public async Task It_is_opened_by_the_confirmation_and_its_period_runs() =>
        Assert.Equal(("opened", new DateOnly(2026, 10, 8)), (await world.StateOf(matter), (await world.PeriodOf(matter, "handOverDue")).DueOn));

    /// <summary>Who may not know of it does not read of it in the journal's leaves either.</summary>
    [Fact]
    public async Task A_leaf_that_names_it_stays_closed_to_who_may_not_know_of_it()
    {
        await Seal();
        await world.Do(App.Acts.Caller.Clock, new PublishCheckpoint());
        var size = await world.Read(db => db.Checkpoints.MaxAsync(c => c.Size));
        var entries = await world.Read(db => db.JournalEntries.Where(e => e.Kind == nameof(ConfirmHold) || e.Kind == nameof(SealStaffNames)).Select(e => e.Number).ToListAsync());
        Assert.Equal(2, entries.Count);
        foreach (var entry in entries)
        {
            Assert.Null((await world.Ask(world.Finance, new ProveEntry(entry, size))).Leaf);
            Assert.NotNull((await world.Ask(world.AuditorTwo, new ProveEntry(entry, size))).Leaf);
        }
        Assert.NotNull((await world.Ask(world.Finance, new ProveEntry(1, size))).Leaf);
    }

    [Fact]
    public async Task A_case_without_our_own_staff_opens_none_until_that_leg_is_found()
    {
        var lead = await world.Do(world.Auditor, new FlagViolation((await world.CaseOf(@case)).Contract, CaseSource.Inspection, "私下宴请", new(2026, 9, 18), 1, Money.Zero, [WorldCases.Legs[0]]));
        await world.Confirm(lead);
        Assert.Equal(0, await world.Read(db => db.Matters.CountAsync(m => m.PenaltyCase == lead)));
        await world.Refused("cases.legs_alike", world.Auditor, new AddFinding(lead, WorldCases.Legs[1] with { Words = WorldCases.Legs[0].Words }, await world.SeenOf(lead)));
        await world.Do(world.Auditor, new AddFinding(lead, WorldCases.Legs[1], await world.SeenOf(lead)));
        await world.Do(world.Auditor, new AddFinding(lead, WorldCases.Legs[1], await world.SeenOf(lead)));
        Assert.Equal(1, await world.Read(db => db.Matters.CountAsync(m => m.PenaltyCase == lead && m.Kind == MatterKind.StaffMatter)));
    }

    [Fact]
    public async Task The_names_are_encrypted_at_rest_and_only_the_handler_reads_them()
    {
        Assert.Equal("cases.nothing_sealed", Refusals.Provoked.Saw((await world.Door.Ask(new ShowSealedNames(matter), world.Auditor, TestContext.Current.CancellationToken)).Refusal!).Code);
        await world.Refused("cases.names_missing", world.Auditor, new SealStaffNames(matter, new(" "), await world.SeenOf(matter)));
        await world.Refused("cases.names_not_yours", world.AuditorTwo, new SealStaffNames(matter, new("别人"), await world.SeenOf(matter)));
        await Seal();
        Assert.Equal(Name, await world.Ask(world.Auditor, new ShowSealedNames(matter)));
        Assert.Equal("cases.names_not_yours", (await world.Door.Ask(new ShowSealedNames(matter), world.AuditorTwo, TestContext.Current.CancellationToken)).Refusal!.Code);
        Assert.Equal("acts.not_permitted", (await world.Door.Ask(new ShowSealedNames(matter), world.Leaders[1], TestContext.Current.CancellationToken)).Refusal!.Code);
        // Neither the row nor the journal, the answers or the record of the matter hold them.
        var kept = await world.Read(async db => string.Join('\n', [
            .. await db.Matters.Select(m => m.SealedNames).ToListAsync(), .. await db.Set<App.Journal.JournalPayload>().Select(p => p.Payload).ToListAsync(),
            .. await db.Set<App.Journal.ActAnswer>().Select(a => a.Answer).ToListAsync(), .. await db.CaseSteps.Select(s => s.Actions + s.Words).ToListAsync()]));
        Assert.DoesNotContain("钱某某", kept, StringComparison.Ordinal);
        Assert.True((await world.Ask(world.AuditorTwo, new ShowMatter(matter))).NamesSealed);
        // Who is named stands in the words of a step as well: they are the handler's alone.
        await world.Do(world.Auditor, new AskForStepInMatter(matter, "WITHDRAW", $"{Name}查无事实", await world.SeenOf(matter)));
        Assert.Contains((await world.Ask(world.Auditor, new ShowMatter(matter))).Steps, s => s.Words == $"{Name}查无事实");
        var other = await world.Person("auditor-3", Office.Audit, Duty.ReadBusiness, Duty.InvestigateCases);
        Assert.All((await world.Ask(other, new ShowMatter(matter))).Steps, s => Assert.Equal((null, null), (s.Words, s.Document)));
    }

    private async Task<string?[]> ReadBy(App.Acts.Caller reader) =>
        [.. (await world.Ask(reader, new ShowMatter(matter))).Steps.SelectMany(s => new[] { s.Words, s.Document }).Where(told => told is not null)];

    /// <summary>P-11: two people stand for its end, and the second reads what he stands for.</summary>
    [Fact]
    public async Task Whoever_may_confirm_its_end_reads_the_reason_and_the_answer_and_nothing_more_and_nobody_else_does()
    {
        await Seal();
        await world.Step(matter, "HAND_OVER", words: "随案移交", document: WorldCases.Paper, organ: "市纪委监委驻局纪检组", outcome: "discipline");
        await world.Step(matter, "ANSWERED", world.Auditor, words: "给予警告", document: WorldCases.Paper);
        Assert.Empty(await ReadBy(world.AuditorTwo));
        await world.Do(world.Auditor, new AskForStepInMatter(matter, "CLOSE", "已给予处分", await world.SeenOf(matter)));
        Assert.Equal(["给予警告", WorldCases.Paper, "已给予处分"], await ReadBy(world.AuditorTwo));
        Assert.Empty(await ReadBy(await world.Person("auditor-3", Office.Audit, Duty.ReadBusiness, Duty.InvestigateCases)));
        Assert.Equal("cases.names_not_yours", (await world.Door.Ask(new ShowSealedNames(matter), world.AuditorTwo, TestContext.Current.CancellationToken)).Refusal!.Code);
        await world.Step(matter, "CLOSE");
        Assert.Empty(await ReadBy(world.AuditorTwo));
    }

    [Fact]
    public async Task A_withdrawal_that_a_reviewer_asked_for_is_read_by_the_reviewer_who_may_confirm_it()
    {
        await Seal();
        await world.Do(world.AuditorTwo, new AskForStepInMatter(matter, "WITHDRAW", "查无事实", await world.SeenOf(matter)));
        Assert.Empty(await ReadBy(world.AuditorTwo));
        Assert.Equal(["查无事实"], await ReadBy(await world.Person("reviewer-3", Office.Audit, Duty.ReadBusiness, Duty.ReviewCases)));
    }

    /// <summary>P-11: the receiving organ is the one that has it now.</summary>
    [Fact]
    public async Task Whoever_it_is_passed_on_to_is_named()
    {
        await Seal();
        await world.NoStep("cases.organ_missing", matter, "HAND_OVER", document: WorldCases.Paper, outcome: "discipline");
        await world.Step(matter, "HAND_OVER", document: WorldCases.Paper, organ: "市纪委监委驻局纪检组", outcome: "discipline");
        await world.NoStep("cases.organ_missing", matter, "PASS_ON", world.Auditor, document: WorldCases.Paper);
        await world.Step(matter, "PASS_ON", world.Auditor, document: WorldCases.Paper, organ: "江州市监察委员会");
        Assert.Equal("江州市监察委员会", (await world.MatterOf(@case, MatterKind.StaffMatter)).Organ);
    }

    /// <summary>P-11: whoever may be named in it does not learn from any list that it has been opened.</summary>
    [Fact]
    public async Task That_it_exists_is_known_to_those_who_handle_it_and_to_a_leader_once_it_was_reported_to_the_leaders()
    {
        async Task<bool> Knows(App.Acts.Caller reader)
        {
            var listed = (await world.Ask(reader, new ListMatters(null, null, null))).Items.Any(m => m.Id == matter);
            Assert.Equal(listed, (await world.Ask(reader, new ListMatters(MatterKind.StaffMatter, @case.Value, null))).Items.Any());
            Assert.Equal(listed, (await world.Ask(reader, new App.Desk.TimelineOf(matter.Value, null))).Items.Any());
            var shown = await world.Door.Ask(new ShowMatter(matter), reader, TestContext.Current.CancellationToken);
            Assert.Equal(listed ? null : "acts.not_found", shown.IsDone ? null : shown.Refusal.Code);
            if (!listed) Assert.DoesNotContain((await world.Ask(reader, new App.Desk.ListInbox(null))).Items, item => item.Thing == matter.Value);
            return listed;
        }
        foreach (var handler in new[] { world.Auditor, world.AuditorTwo }) Assert.True(await Knows(handler));
        foreach (var other in new[] { world.Engineer, world.Finance, world.Secretary, world.Leaders[1] }) Assert.False(await Knows(other));
        // Nor does anything that the case shows them name it.
        var number = (await world.MatterOf(@case, MatterKind.StaffMatter)).Number;
        foreach (var reader in new[] { world.Engineer, world.Leaders[1] })
            Assert.DoesNotContain(number, System.Text.Json.JsonSerializer.Serialize(await world.Ask(reader, new ShowCase(@case))), StringComparison.Ordinal);
        await world.Refused("acts.not_found", world.Secretary, new AdoptMatterDecision(matter, await world.SeenOf(matter)));
        // Not even by what was seen of it: who changed it since is not told.
        await world.Refused("acts.not_found", world.Secretary, new AdoptMatterDecision(matter, 1));

        await world.Until(new(2026, 10, 9));
        Assert.True(await Knows(world.Leaders[1]));
        Assert.False(await Knows(world.Engineer));
    }

    [Fact]
    public async Task It_is_handed_over_with_sealed_names_and_a_receipt_and_tracked_to_an_answer()
    {
        await world.NoStep("workflows.requirement_unmet", matter, "HAND_OVER", document: WorldCases.Paper, outcome: "discipline");
        await Seal();
        await world.NoStep("workflows.no_branch", matter, "HAND_OVER", document: WorldCases.Paper, outcome: "press");
        await world.Step(matter, "HAND_OVER", document: WorldCases.Paper, organ: "市纪委监委驻局纪检组", outcome: "discipline");
        await world.Until(new(2026, 11, 2));
        Assert.Contains(await world.StepsOf(matter), s => s.Event == "after:followUp");
        await world.Step(matter, "ASK", world.Auditor);
        await world.Step(matter, "PASS_ON", world.Auditor, document: WorldCases.Paper, organ: "江州市监察委员会");
        Assert.Equal("handedOver.commission", await world.StateOf(matter));
        await world.Step(matter, "ANSWERED", world.Auditor, document: WorldCases.Paper);
        await world.NoStep("workflows.requirement_unmet", matter, "CLOSE");
        await world.Do(world.Auditor, new AskForStepInMatter(matter, "CLOSE", "已给予处分", await world.SeenOf(matter)));
        await world.Step(matter, "CLOSE");
        Assert.Equal("closed", await world.StateOf(matter));
        await world.Refused("cases.other_kind_of_matter", world.Auditor, new SealStaffNames(matter, new(Name), await world.SeenOf(matter)));
    }

    /// <summary>P-10, P-11: what is not handed over is reported again and again, and so is what is answered but not closed.</summary>
    [Fact]
    public async Task Nobody_is_reminded_once_only()
    {
        async Task<int> Times(string trigger) => (await world.StepsOf(matter)).Count(s => s.Event == trigger);
        await world.Until(new(2026, 10, 9));
        Assert.Equal(1, await Times("after:handOverDue"));
        // Five working days from 8 October; Saturday the 10th is one.
        Assert.Equal(new DateOnly(2026, 10, 14), (await world.PeriodOf(matter, "handOverDue")).DueOn);
        await world.Until(new(2026, 10, 15));
        Assert.Equal(2, await Times("after:handOverDue"));
        await Seal();
        await world.Step(matter, "HAND_OVER", document: WorldCases.Paper, organ: "市纪委监委驻局纪检组", outcome: "discipline");
        await world.Until(new(2027, 1, 20));
        Assert.Equal(3, await Times("after:followUp"));
        await world.Step(matter, "ANSWERED", world.Auditor, document: WorldCases.Paper);
        await world.Until(new(2027, 3, 10));
        Assert.Equal((2, 3), (await Times("after:handOverDue"), await Times("after:closeDue")));
    }

    /// <summary>P-10: a period that repeats runs again at once; that it was missed stands in the list all the same, until the step is taken.</summary>
    [Fact]
    public async Task What_was_missed_is_marked_in_the_list_though_its_period_runs_again()
    {
        async Task<MatterRow> Listed() => (await world.Ask(world.Auditor, new ListMatters(null, @case.Value, null))).Items.Single(m => m.Id == matter);
        var due = new DateOnly(2026, 10, 8);
        await world.Until(due);
        Assert.True(await Listed() is { MissedOn: null, DueOn: { } first } && first == due);
        await world.Until(new(2026, 10, 9));
        Assert.True(await Listed() is { MissedOn: { } missed, DueOn: { } second } && (missed, second) == (due, new DateOnly(2026, 10, 14)));
        await world.Until(new(2028, 2, 9));
        Assert.True(await Listed() is { MissedOn: { } still, DueOn: { } next } && still == due && next >= world.Today());
        await Seal();
        await world.Step(matter, "HAND_OVER", document: WorldCases.Paper, organ: "市纪委监委驻局纪检组", outcome: "discipline");
        Assert.Null((await Listed()).MissedOn);
        // The period of this step is another; it comes back to the first without what was missed there before.
        await world.Step(matter, "RETURNED", world.Auditor, document: WorldCases.Paper);
        Assert.Null((await Listed()).MissedOn);
    }

    [Fact]
    public async Task Its_timeline_names_each_step_that_was_taken()
    {
        await world.Until(new(2026, 10, 9));
        await Seal();
        await world.Step(matter, "HAND_OVER", document: WorldCases.Paper, organ: "市纪委监委驻局纪检组", outcome: "discipline");
        await world.Step(matter, "PASS_ON", world.Auditor, document: WorldCases.Paper, organ: "江州市监察委员会");
        await world.Do(world.Auditor, new AskForStepInMatter(matter, "WITHDRAW", "查无事实", await world.SeenOf(matter)));
        var told = (await world.Ask(world.Auditor, new App.Desk.TimelineOf(matter.Value, null))).Items.Where(e => e.Kind is not "RemindOfDeadline").ToList();
        Assert.Equal(["申请：查无事实撤回", "转监察委员会", "移交", "密封涉及人员姓名", "移交期限届满", "确认暂缓支付"], told.Select(e => e.WhatZh));
        Assert.Equal(["Asked for: Withdraw as unfounded", "Passed on to the supervisory commission", "Hand over"], told.Take(3).Select(e => e.WhatEn));
        var ofCase = (await world.Ask(world.Auditor, new App.Desk.TimelineOf(@case.Value, null))).Items;
        Assert.Equal(["确认暂缓支付", "登记违约线索"], ofCase.TakeLast(2).Select(e => e.WhatZh));
    }

    [Fact]
    public async Task A_duty_crime_goes_to_the_commission_at_once_and_what_is_unfounded_is_withdrawn_by_two()
    {
        await Seal();
        await world.Step(matter, "HAND_OVER", document: WorldCases.Paper, organ: "江州市监察委员会", outcome: "commission");
        Assert.Equal("handedOver.commission", await world.StateOf(matter));
        await world.Step(matter, "RETURNED", world.Auditor, document: WorldCases.Paper);
        await world.Do(world.Auditor, new AskForStepInMatter(matter, "WITHDRAW", "查无事实", await world.SeenOf(matter)));
        await world.Step(matter, "WITHDRAW");
        Assert.Equal("withdrawn", await world.StateOf(matter));
    }

    [Fact]
    public async Task A_substitute_reads_no_names()
    {
        await Seal();
        var other = await world.Person("auditor-3", Office.Audit, Duty.ReadBusiness, Duty.InvestigateCases);
        Assert.Equal("cases.names_not_yours", (await world.Door.Ask(new ShowSealedNames(matter), other, TestContext.Current.CancellationToken)).Refusal!.Code);
        Assert.Equal("acts.not_found", (await world.Door.Ask(new ShowSealedNames(new(1)), other, TestContext.Current.CancellationToken)).Refusal!.Code);
    }

    /// <summary>V-1, P-11: not the party's people alone; the bureau's own, who is sealed here, and the accounts.</summary>
    [Fact]
    public async Task Whoever_and_whatever_the_case_knows_is_masked_in_what_is_published()
    {
        await world.Do(world.Auditor, new SealStaffNames(matter, new("吴大伟（现场监理）、钱海天"), await world.SeenOf(matter)));
        var party = await world.Read(db => db.PenaltyCases.Where(x => x.Id == @case).Select(x => x.Party).SingleAsync());
        var account = await world.Read(db => db.PayeeAccounts.Where(a => a.Party == party).Select(a => a.Number).FirstAsync());
        var masked = await world.Read(async db => await new MaskedNames(db, world.Service<IDataProtectionProvider>()).Of(await db.PenaltyCases.SingleAsync(x => x.Id == @case), default));
        foreach (var said in new[] { "吴大伟", "钱 海天", account, "leader-2" }) Assert.False(Redaction.IsDone($"经查，{said}收受礼金。", masked), said);
        Assert.True(Redaction.IsDone("对某施工队违反廉政合同的行为扣罚，由现场监理核实。", masked));
        // Who only looks after the program takes part in no case, and may be named by a word that stands in any text.
        Assert.True(Redaction.IsDone("该施工队的仓库admin已被告知。", masked));
    }
}
