using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Ledger;
using Integrity.App.Parties;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Ledger;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Integrity.Tests.Contracts;

/// <summary>C-6, C-7: what two people change under a running contract.</summary>
public sealed class ContractChangesTests
{
    private const string Paper = WorldContracts.Paper;

    [Fact]
    public async Task A_variation_counts_when_a_second_person_approves_it()
    {
        await using var world = await World.Begin();
        var contract = await world.Contract(await world.Party(), await world.Project());
        var both = await world.Person("both", Office.Engineering, Duty.RegisterContracts, Duty.ConfirmRegistrations, Duty.ReadBusiness);
        var variation = await world.Do(both, new ProposeVariation(contract, new(200_000_00), "增加护栏", Paper, await world.Seen(contract.Value)));
        Assert.Equal(new Money(1_000_000_00), (await world.Ask(both, new ListContracts(null, null, null, null, null))).Items[0].Ceiling);
        await world.Refused("contracts.second_person_needed", both, new ApproveVariation(variation, await world.Seen(variation.Value)));
        var waiting = Assert.Single((await world.Ask(world.EngineerTwo, new ListWaitingVariations(null))).Items);
        await world.Do(world.EngineerTwo, new ApproveVariation(variation, waiting.Version));
        Assert.Equal(new Money(1_200_000_00), (await world.Ask(both, new ListContracts(null, null, null, null, null))).Items[0].Ceiling);
        var shown = Assert.Single((await world.Ask(both, new ShowContract(contract))).Variations);
        Assert.Equal((CheckState.Confirmed, "both", "engineer-2"), (shown.State, shown.ProposedBy, shown.CheckedBy));
        await world.Refused("contracts.already_checked", world.EngineerTwo, new ApproveVariation(variation, shown.Version));
        await world.Refused("contracts.already_checked", world.EngineerTwo, new RejectVariation(variation, shown.Version));
        Assert.Empty((await world.Ask(world.EngineerTwo, new ListWaitingVariations(null))).Items);
    }

    [Fact]
    public async Task A_variation_that_is_sent_back_changes_nothing()
    {
        await using var world = await World.Begin();
        var contract = await world.Contract(await world.Party(), await world.Project());
        var variation = await world.Do(world.Engineer, new ProposeVariation(contract, new(200_000_00), "增加护栏", Paper, await world.Seen(contract.Value)));
        await world.Do(world.EngineerTwo, new RejectVariation(variation, await world.Seen(variation.Value)));
        Assert.Equal(Money.Zero, (await world.Ask(world.Engineer, new ShowContract(contract))).ApprovedVariations);
    }

    [Fact]
    public async Task A_variation_needs_an_amount_a_reason_and_a_paper()
    {
        await using var world = await World.Begin();
        var contract = await world.Contract(await world.Party(), await world.Project());
        var act = new ProposeVariation(contract, new(1), "增加护栏", Paper, await world.Seen(contract.Value));
        await world.Refused("contracts.variation_zero", world.Engineer, act with { Amount = Money.Zero });
        await world.Refused("contracts.reason_missing", world.Engineer, act with { Reason = " " });
        await world.Refused("contracts.evidence_missing", world.Engineer, act with { Evidence = "" });
        await world.Sabotage(db => db.Database.ExecuteSqlAsync($"UPDATE works_contracts SET closed_on = '2026-08-01'"));
        await world.Refused("contracts.contract_closed", world.Engineer, act);
    }

    /// <summary>C-6: certified sums stay within the amount plus approved variations.</summary>
    [Fact]
    public async Task A_variation_never_brings_the_amount_below_what_is_certified()
    {
        await using var world = await World.Begin();
        var contract = await world.Contract(await world.Party(), await world.Project());
        await Certify(world, contract, 700_000_00);
        var tooMuch = await world.Do(world.Engineer, new ProposeVariation(contract, new(-300_000_01), "核减", Paper, await world.Seen(contract.Value)));
        await world.Refused("contracts.variation_below_certified", world.EngineerTwo, new ApproveVariation(tooMuch, await world.Seen(tooMuch.Value)));
        var allowed = await world.Do(world.Engineer, new ProposeVariation(contract, new(-300_000_00), "核减", Paper, await world.Seen(contract.Value)));
        await world.Do(world.EngineerTwo, new ApproveVariation(allowed, await world.Seen(allowed.Value)));
        var shown = await world.Ask(world.Finance, new ShowContract(contract));
        Assert.Equal((new Money(700_000_00), new Money(700_000_00)), (shown.Certified, shown.Amount + shown.ApprovedVariations));
    }

    private static Task Certify(World world, ContractId contract, long fen) => world.InAct(async (db, context) =>
    {
        world.GoesAroundTheDoor();
        await using var scope = world.Scope();
        var books = new Books(db, ActivatorUtilities.CreateInstance<App.Storage.Counters>(scope.ServiceProvider, db));
        Posting Line(Account account, Standing standing, long amount) => new(0, context.Today, contract.Value, account, standing, 1, new(2026, 9, 1), 0, amount);
        return await books.Post(context, "test", new TotalsOf(1, 1), [Line(Account.WorkCertified, Standing.None, fen), Line(Account.Payable, Standing.Open, -fen)], CancellationToken.None);
    });

    [Fact]
    public async Task Another_account_is_paid_to_only_after_a_second_person_confirmed_it()
    {
        await using var world = await World.Begin();
        var (party, other) = (await world.Party(), await world.Party("江州永固石料厂"));
        var contract = await world.Contract(party, await world.Project());
        var (first, wage, foreign) = (await world.Account(party), await world.Account(party, AccountKind.Wage, "工资专户"), await world.Account(other));
        var both = await world.Person("both", Office.Engineering, Duty.RegisterContracts, Duty.ConfirmRegistrations, Duty.ReadBusiness);
        var act = new ProposeAccountChange(contract, AccountUse.Payee, first, Paper, await world.Seen(contract.Value));
        await world.Refused("contracts.account_of_another_party", both, act with { Account = foreign });
        await world.Refused("contracts.account_of_another_party", both, act with { Account = new(1) });
        await world.Refused("contracts.account_of_wrong_kind", both, act with { Account = wage });
        await world.Refused("contracts.account_of_wrong_kind", both, act with { Use = AccountUse.Wage });
        await world.Refused("contracts.evidence_missing", both, act with { Evidence = "x" });
        var change = await world.Do(both, act);
        await world.Refused("contracts.second_person_needed", both, new CheckAccountChange(change, true, await world.Seen(change.Value)));
        Assert.Null((await world.Ask(both, new ShowContract(contract))).PayeeAccount);
        var waiting = Assert.Single((await world.Ask(world.EngineerTwo, new ListWaitingAccountChanges(contract, null))).Items);
        await world.Do(world.EngineerTwo, new CheckAccountChange(change, true, waiting.Version));
        Assert.Equal(first, (await world.Ask(both, new ShowContract(contract))).PayeeAccount!.Id);
        await world.Refused("contracts.already_checked", world.EngineerTwo, new CheckAccountChange(change, false, await world.Seen(change.Value)));
        await world.Refused("contracts.account_already_in_use", both, act with { Seen = await world.Seen(contract.Value) });

        var wages = await world.Do(world.Engineer, new ProposeAccountChange(contract, AccountUse.Wage, wage, Paper, await world.Seen(contract.Value)));
        await world.Do(world.EngineerTwo, new CheckAccountChange(wages, true, await world.Seen(wages.Value)));
        Assert.Equal((first, wage), await world.Read(async db => (await db.WorksContracts.SingleAsync()) is var c ? (c.PayeeAccount!.Value, c.WageAccount!.Value) : default));
    }

    [Fact]
    public async Task A_frozen_account_is_never_replaced_by_another_of_the_same_party()
    {
        await using var world = await World.Begin();
        var (party, project) = (await world.Party(), await world.Project());
        var (used, spare) = (await world.Account(party), await world.Account(party, number: "6217000088888888"));
        var assignee = await world.Account(party, AccountKind.Assignee, "江州银行");
        var court = await world.Account(party, AccountKind.Court, "江州市人民法院");
        var contract = await world.Do(world.Engineer, WorldContracts.Works("HT-1", party, project) with { PayeeAccount = used });
        var pending = await world.Do(world.Engineer, new ProposeAccountChange(contract, AccountUse.Payee, spare, Paper, await world.Seen(contract.Value)));
        await world.Do(world.Finance, new FreezeAccount(used, "（2026）江01执7号", Paper, await world.Seen(used.Value)));

        // Also what was proposed before the order is not confirmed after it.
        await world.Refused("contracts.frozen_account_not_replaced", world.EngineerTwo, new CheckAccountChange(pending, true, await world.Seen(pending.Value)));
        await world.Do(world.EngineerTwo, new CheckAccountChange(pending, false, await world.Seen(pending.Value)));
        foreach (var around in new[] { spare, assignee })
            await world.Refused("contracts.frozen_account_not_replaced", world.Engineer,
                new ProposeAccountChange(contract, AccountUse.Payee, around, Paper, await world.Seen(contract.Value)));
        await world.Refused("contracts.account_frozen", world.Engineer, WorldContracts.Works("HT-2", party, project) with { PayeeAccount = used });

        var change = await world.Do(world.Engineer, new ProposeAccountChange(contract, AccountUse.Payee, court, Paper, await world.Seen(contract.Value)));
        await world.Do(world.EngineerTwo, new CheckAccountChange(change, true, await world.Seen(change.Value)));
        Assert.Equal(court, (await world.Ask(world.Finance, new ShowContract(contract))).PayeeAccount!.Id);
    }

    [Fact]
    public async Task Extensions_and_subcontracts_stand_with_the_contract()
    {
        await using var world = await World.Begin();
        var (party, other) = (await world.Party(), await world.Party("江州标线公司"));
        var contract = await world.Contract(party, await world.Project());
        var extend = new ExtendContract(contract, new(2026, 8, 1), new(2027, 8, 1), "续签一年", Paper, await world.Seen(contract.Value));
        await world.Refused("contracts.extension_ends_before_it_begins", world.Engineer, extend with { Until = new(2026, 8, 1) });
        await world.Refused("contracts.signed_in_future", world.Engineer, extend with { SignedOn = new(2026, 8, 4) });
        await world.Refused("contracts.reason_missing", world.Engineer, extend with { Words = "" });
        await world.Refused("contracts.evidence_missing", world.Engineer, extend with { Evidence = "" });
        await world.Do(world.Engineer, extend);
        var subcontract = new RegisterSubcontract(contract, other, new(2026, 8, 2), "分包标线", Paper, await world.Seen(contract.Value));
        await world.Refused("contracts.subcontractor_is_party", world.Engineer, subcontract with { Subcontractor = party });
        await world.Refused("parties.party_unknown", world.Engineer, subcontract with { Subcontractor = new(1) });
        await world.Do(world.Engineer, subcontract);
        Assert.Equal([AgreementKind.Extension, AgreementKind.Subcontract], (await world.Ask(world.Engineer, new ShowContract(contract))).Agreements.Select(a => a.Kind));
    }
}
