using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Desk;
using Integrity.App.Identity;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Tests.Cases;
using Xunit;

namespace Integrity.Tests.Desk;

/// <summary>P-10, D-4: each finds what is his to do, the leader what was escalated, and nobody what separation of duties keeps from him.</summary>
public sealed class InboxTests : IAsyncLifetime
{
    private World world = null!;
    private ContractId contract;

    public async ValueTask InitializeAsync()
    {
        world = await World.Begin(new(2026, 8, 3));
        contract = await world.OwedContract();
    }

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private async Task<IReadOnlyList<(long Process, InboxReason Reason, string Detail)>> Of(Caller person) =>
        [.. (await world.Ask(person, new ListInbox(null))).Items.Select(i => (i.Process, i.Reason, i.Detail.En))];

    [Fact]
    public async Task A_step_stands_with_whoever_keeps_it_and_goes_on_with_whoever_began()
    {
        var @case = await world.Flag(contract);
        Assert.Equal([(@case.Value, InboxReason.Step, "")], await Of(world.AuditorTwo));
        Assert.Empty(await Of(world.Auditor));
        await world.Confirm(@case);
        var staff = await world.MatterOf(@case, MatterKind.StaffMatter);
        // The investigator goes on, with the case and with the matter of our own staff; another investigator has nothing to do with either.
        Assert.Equal([@case.Value, staff.Id.Value], (await Of(world.Auditor)).Select(i => i.Process).Order());
        var other = await world.Person("auditor-3", Office.Audit, Duty.ReadBusiness, Duty.InvestigateCases);
        Assert.Empty(await Of(other));
        Assert.Empty(await Of(world.AuditorTwo));
        Assert.Equal((2, 0), (await world.Ask(world.Auditor, new CountInbox()), await world.Ask(other, new CountInbox())));
    }

    [Fact]
    public async Task The_most_urgent_comes_first_and_what_was_escalated_stands_with_the_leaders()
    {
        var @case = await world.Flag(contract);
        await world.Confirm(@case);
        var staff = await world.MatterOf(@case, MatterKind.StaffMatter);
        Assert.Empty(await Of(world.Leaders[1]));
        await DeadlineWork.RemindDue(world.Door, world.Clock, TestContext.Current.CancellationToken);
        Assert.All((await world.Ask(world.Auditor, new ListInbox(null))).Items, item => Assert.False(item.Overdue || item.Reminded));
        world.Clock.Set(new(2026, 9, 30));
        await DeadlineWork.RemindDue(world.Door, world.Clock, TestContext.Current.CancellationToken);
        Assert.Contains((await world.Ask(world.Auditor, new ListInbox(null))).Items, item => item.Reminded);
        await world.Until(new(2026, 10, 9));
        var mine = (await world.Ask(world.Auditor, new ListInbox(null))).Items;
        Assert.Equal((staff.Id.Value, true), (mine[0].Process, mine[0].Overdue));
        Assert.Contains((staff.Id.Value, InboxReason.Escalated, "Handing over due"), await Of(world.Leaders[1]));
    }

    [Fact]
    public async Task What_needs_two_people_waits_for_the_second_and_not_for_the_first()
    {
        var @case = await world.Flag(contract);
        await world.Do(world.AuditorTwo, new AskForWithdrawal(@case, "查无事实", await world.SeenOf(@case)));
        var third = await world.Person("auditor-3", Office.Audit, Duty.ReadBusiness, Duty.ReviewCases);
        Assert.Contains((@case.Value, InboxReason.SecondPerson, "Withdraw"), await Of(third));
        Assert.DoesNotContain(await Of(world.AuditorTwo), item => item.Reason == InboxReason.SecondPerson);
        await world.Do(third, new WithdrawLead(@case, await world.SeenOf(@case)));
        Assert.Empty(await Of(third));
    }

    [Fact]
    public async Task Whoever_stands_in_finds_the_absent_ones_work_with_his_name()
    {
        var @case = await world.Flag(contract);
        var stand = await world.Person("stand-in", Office.Engineering, Duty.ReadBusiness);
        await world.Do(world.Admin, new AppointSubstitute(world.AuditorTwo.Official, stand.Official, new(2026, 9, 23), new(2026, 9, 30), "公出"));
        var item = Assert.Single((await world.Ask(stand, new ListInbox(null))).Items);
        Assert.Equal((@case.Value, true), (item.Process, item.For is not null));
    }

    [Fact]
    public async Task A_contractor_and_one_without_a_part_find_nothing()
    {
        await world.Flag(contract);
        Assert.Empty(await Of(world.Engineer));
        Assert.Equal("acts.not_permitted", (await world.Door.Ask(new ListInbox(null), await world.Contractor("contractor", (await world.PartyOfNew("HT-X")).Value), TestContext.Current.CancellationToken)).Refusal!.Code);
    }
}
