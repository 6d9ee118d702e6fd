using Integrity.App.Parties;
using Integrity.Domain.Parties;
using Integrity.Tests.Contracts;
using Xunit;

namespace Integrity.Tests.Parties;

/// <summary>C-7: an account counts only after a second person compared it with the evidence.</summary>
public sealed class PayeeAccountTests
{
    private static AccountFacts Facts(
        AccountKind kind = AccountKind.Normal, string holder = "江州路通养护工程队", string number = "6217 0000 1234 5678", string cnaps = "313299000014",
        string bank = "江州银行城东支行", string? ground = null, string evidence = WorldContracts.Paper) => new(kind, holder, number, bank, cnaps, ground, evidence);

    [Fact]
    public async Task A_second_person_confirms_an_account_and_the_first_cannot()
    {
        await using var world = await World.Begin();
        var party = await world.Party();
        var both = await world.Person("both", Domain.Identity.Office.Engineering, Domain.Identity.Duty.ReadBusiness, Domain.Identity.Duty.RegisterContracts, Domain.Identity.Duty.ConfirmRegistrations);
        var account = await world.Do(both, new ProposeAccount(party, Facts()));
        await world.Refused("parties.account_needs_second_person", both, new CheckAccount(account, true, await world.Seen(account.Value)));
        var waiting = await world.Ask(world.EngineerTwo, new ListAccounts(null, true, null));
        Assert.Equal(account, Assert.Single(waiting.Items).Id);
        await world.Do(world.EngineerTwo, new CheckAccount(account, true, await world.Seen(account.Value)));
        await world.Refused("parties.account_already_checked", world.EngineerTwo, new CheckAccount(account, false, await world.Seen(account.Value)));
        var shown = await world.Ask(world.Engineer, new ShowAccount(account));
        Assert.Equal((AccountState.Confirmed, "6217000012345678", "both", "engineer-2"), (shown.State, shown.Number, shown.ProposedBy, shown.CheckedBy));
        Assert.Empty((await world.Ask(world.EngineerTwo, new ListAccounts(null, true, null))).Items);
    }

    public static TheoryData<string, AccountFacts> Wrong => new()
    {
        { "parties.account_holder_missing", Facts(holder: " ") },
        { "parties.bank_name_missing", Facts(bank: "") },
        { "parties.account_number_malformed", Facts(number: "12345") },
        { "parties.account_number_is_iban", Facts(number: "DE89 3704 0044 0532 0130 00") },
        { "parties.account_number_is_iban", Facts(number: "cn12 6217 0000 1234 5678") },
        { "values.cnaps_code_malformed", Facts(cnaps: "31329900001") },
        { "parties.account_holder_is_another", Facts(holder: "王建国") },
        { "parties.account_ground_missing", Facts(kind: AccountKind.Assignee, holder: "江州银行") },
        { "parties.account_ground_missing", Facts(kind: AccountKind.Court, holder: "江州市人民法院", ground: " ") },
        { "parties.evidence_missing", Facts(evidence: "paper") },
    };

    [Theory, MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public async Task A_wrong_account_is_refused(string code, AccountFacts facts)
    {
        await using var world = await World.Begin();
        await world.Refused(code, world.Engineer, new ProposeAccount(await world.Party(), facts));
    }

    [Fact]
    public async Task Another_holder_is_lawful_for_wages_an_assignee_a_court_and_a_successor()
    {
        await using var world = await World.Begin();
        var party = await world.Party();
        foreach (var kind in new[] { AccountKind.Wage, AccountKind.Assignee, AccountKind.Court, AccountKind.Successor })
            await world.Do(world.Engineer, new ProposeAccount(party, Facts(kind: kind, holder: "他人", ground: "（2026）江01执7号")));
        await world.Refused("parties.party_unknown", world.Engineer, new ProposeAccount(new(1), Facts()));
    }

    [Fact]
    public async Task A_frozen_account_is_not_payable_until_the_court_lifts_its_order()
    {
        await using var world = await World.Begin();
        var party = await world.Party();
        var account = await world.Account(party);
        await world.Refused("parties.order_missing", world.Finance, new FreezeAccount(account, " ", WorldContracts.Paper, await world.Seen(account.Value)));
        await world.Refused("parties.evidence_missing", world.Finance, new FreezeAccount(account, "（2026）江01执7号", "", await world.Seen(account.Value)));
        await world.Refused("parties.account_not_frozen", world.EngineerTwo, new UnfreezeAccount(account, "7", WorldContracts.Paper, await world.Seen(account.Value)));
        await world.Do(world.Finance, new FreezeAccount(account, "（2026）江01执7号", WorldContracts.Paper, await world.Seen(account.Value)));
        await world.Refused("parties.account_already_frozen", world.Finance, new FreezeAccount(account, "8", WorldContracts.Paper, await world.Seen(account.Value)));
        Assert.Equal("（2026）江01执7号", (await world.Ask(world.Finance, new ShowAccount(account))).FrozenBy);
        await world.Do(world.EngineerTwo, new UnfreezeAccount(account, "（2026）江01执7号之一", WorldContracts.Paper, await world.Seen(account.Value)));
        Assert.Null((await world.Ask(world.Finance, new ShowAccount(account))).FrozenBy);

        var proposed = await world.Do(world.Engineer, new ProposeAccount(party, Facts()));
        await world.Refused("parties.account_not_confirmed", world.Finance, new FreezeAccount(proposed, "9", WorldContracts.Paper, await world.Seen(proposed.Value)));
    }

    [Fact]
    public async Task A_contractor_sees_his_own_accounts_and_another_s_as_none()
    {
        await using var world = await World.Begin();
        var (own, other) = (await world.Party(), await world.Party("江州永固石料厂"));
        var (mine, his) = (await world.Account(own), await world.Account(other));
        var contractor = await world.Contractor("contractor", own.Value);
        Assert.Equal([mine], (await world.Ask(contractor, new ListAccounts(null, null, null))).Items.Select(a => a.Id));
        Assert.Equal(mine, (await world.Ask(contractor, new ShowAccount(mine))).Id);
        await NotFound(world, contractor, new ShowAccount(his));
        await NotFound(world, contractor, new ListAccounts(other, null, null));
    }

    private static async Task NotFound<T>(World world, App.Acts.Caller caller, App.Acts.IAsk<T> ask) =>
        Assert.Equal("acts.not_found", (await world.Door.Ask(ask, caller, TestContext.Current.CancellationToken)).Refusal?.Code);

    [Fact]
    public async Task A_further_payee_type_is_configuration_with_both_names()
    {
        await using var world = await World.Begin();
        await world.Refused("parties.payee_type_name_missing", world.Admin, new AddPayeeType("lab", "检测", " "));
        var lab = await world.Do(world.Admin, new AddPayeeType("lab", "检测单位", "Laboratories"));
        await world.Refused("parties.payee_type_taken", world.Admin, new AddPayeeType("lab", "检测", "Labs"));
        Assert.Contains((await world.Ask(world.Engineer, new ListPayeeTypes(null))).Items, t => t.Id == lab && t.NameZh == "检测单位");
    }
}
