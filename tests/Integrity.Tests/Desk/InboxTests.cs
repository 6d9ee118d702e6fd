using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Desk;
using Integrity.App.Identity;
using Integrity.App.Parties;
using Integrity.App.Payments;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Integrity.Tests.Cases;
using Integrity.Tests.Certificates;
using Integrity.Tests.Contracts;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Desk;

/// <summary>P-10, D-4: each finds what is his to do, the leader what was escalated, and nobody what separation of duties keeps from him.</summary>
public sealed class InboxTests : IAsyncLifetime
{
    private World world = null!;
    private ContractId contract;

    public async ValueTask InitializeAsync() => (world, contract) = await World.After(new(2026, 8, 3), WorldMatters.Owed);

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private async Task<IReadOnlyList<(long Process, InboxReason Reason, string Detail)>> Of(Caller person) =>
        [.. (await world.Ask(person, new ListInbox(null))).Items.Select(i => (i.Thing, i.Reason, i.Detail.En))];

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
        Assert.Equal((staff.Id.Value, true), (mine[0].Thing, mine[0].Overdue));
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
        Assert.Equal((@case.Value, true), (item.Thing, item.For is not null));
    }

    /// <summary>C-6, C-7, F-1, O-5, O-8: every kind of paper that two people stand for is called to the second, and to nobody who prepared it.</summary>
    [Fact]
    public async Task Whatever_one_person_prepared_waits_for_a_second_one_of_that_duty_and_not_for_him()
    {
        Duty[] all = [Duty.ReadBusiness, Duty.RegisterContracts, Duty.PrepareCertificates, Duty.ApproveCertificates, Duty.ImportLedger, Duty.ConfirmRegistrations,
            Duty.RecordFunds, Duty.ConfirmFunds, Duty.PrepareRounds, Duty.ExecutePayments];
        var (first, second) = (await world.Person("both-1", Office.Finance, all), await world.Person("both-2", Office.Finance, all));
        var party = await world.Read(db => db.WorksContracts.Where(c => c.Id == contract).Select(c => c.Party).SingleAsync());
        var name = await world.Read(db => db.Counterparties.Where(p => p.Id == party).Select(p => p.Name).SingleAsync());
        await world.Certify(contract, 1_000_000, "JL-W");
        await world.GiveAccounts(contract);
        await world.Fund(30_000_000);
        Assert.Empty(await Kinds(second));

        await world.Do(first, new PrepareCertificate(contract, "JL-X", null, null, new(1_000), WorldCertificates.Paper));
        await world.Do(first, new RecordAuthorityOrder(contract, new(1_000), "江州市中级人民法院", "（2026）江执字第8号", "冻结到期债权", WorldCertificates.Paper));
        await world.Do(first, new ProposeVariation(contract, new(1_000), "变更设计", WorldFunds.Evidence, await world.Seen(contract.Value)));
        var account = await world.Account(party);
        await world.Do(first, new ProposeAccountChange(contract, AccountUse.Payee, account, WorldFunds.Evidence, await world.Seen(contract.Value)));
        await world.Do(first, new ProposeAccount(party, new(AccountKind.Normal, name, "6228480000000000018", "江州银行城东支行", "313299000014", null, WorldCertificates.Paper)));
        await world.Do(first, new RaiseSuccession(contract, "公司分立", WorldFunds.Evidence, await world.Seen(contract.Value)));
        await world.Do(first, new RecordThirdPartyPayment(contract, new(1_000), false, "江州市财政局", world.Today(), WorldCertificates.Paper));
        await world.Do(first, new RecordReceipt(FundSource.Recovered, new(1_000_000), world.Today(), "江州市财政局", null, null, WorldFunds.Evidence));
        await world.Do(first, new PrepareWageRun(null));

        InboxKind[] prepared = [InboxKind.Certificate, InboxKind.Earmark, InboxKind.Variation, InboxKind.Account, InboxKind.AccountChange, InboxKind.Succession,
            InboxKind.Receipt, InboxKind.WageRun, InboxKind.ThirdPartyPayment];
        Assert.Equal(prepared, await Kinds(second));
        Assert.Empty(await Kinds(first));
        Assert.Equal([InboxKind.Certificate, InboxKind.Earmark, InboxKind.Variation, InboxKind.Account, InboxKind.AccountChange, InboxKind.Succession], await Kinds(world.EngineerTwo));
        Assert.Equal([InboxKind.Receipt, InboxKind.WageRun, InboxKind.ThirdPartyPayment], await Kinds(world.FinanceTwo));
        Assert.Empty(await Kinds(world.Auditor));
        var receipt = (await world.Ask(world.FinanceTwo, new ListInbox(null))).Items.Single(i => i.Kind == InboxKind.Receipt);
        await world.Do(world.FinanceTwo, new ConfirmReceipt(new(receipt.Thing), await world.Seen(receipt.Thing)));
        Assert.DoesNotContain(InboxKind.Receipt, await Kinds(second));

        async Task<List<InboxKind>> Kinds(Caller person) => [.. (await world.Ask(person, new ListInbox(null))).Items.Select(i => i.Kind).Order()];
    }

    [Fact]
    public async Task A_contractor_and_one_without_a_part_find_nothing()
    {
        await world.Flag(contract);
        Assert.Empty(await Of(world.Engineer));
        Assert.Equal("acts.not_permitted", (await world.Door.Ask(new ListInbox(null), await world.Contractor("contractor", (await world.PartyOfNew("HT-X")).Value), TestContext.Current.CancellationToken)).Refusal!.Code);
    }

    /// <summary>C-5: ten working days, with whoever registers contracts; a signed one ends it, and so it begins again with the next party.</summary>
    [Fact]
    public async Task A_contract_without_an_integrity_contract_waits_for_the_engineering_office_until_it_is_signed()
    {
        async Task<InboxItem?> Waiting(Caller person, ContractId of) => (await world.Ask(person, new ListInbox(null))).Items.SingleOrDefault(i => i.Kind == InboxKind.Unsigned && i.Thing == of.Value);
        var unsigned = await world.Contract("HT-U");
        var item = (await Waiting(world.Engineer, unsigned))!;
        Assert.Equal(((await world.Ask(world.Engineer, new ShowContract(unsigned))).SignIntegrityBy!.Day, false, InboxReason.Signature), (item.DueOn!.Value, item.Overdue, item.Reason));
        Assert.Null(await Waiting(world.Engineer, contract));
        Assert.Null(await Waiting(world.Finance, unsigned));
        world.Clock.Set(item.DueOn.Value.AddDays(1));
        Assert.True((await Waiting(world.Engineer, unsigned))!.Overdue);
        var party = (await world.Read(db => db.WorksContracts.SingleAsync(c => c.Id == unsigned))).Party;
        await world.Integrity("LZ-U", party, unsigned);
        Assert.Null(await Waiting(world.Engineer, unsigned));
    }
}
