using Integrity.App.Contracts;
using Integrity.App.Parties;
using Integrity.App.Projects;
using Integrity.Domain.Contracts;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Contracts;

/// <summary>C-3, O-4, O-7, C-6: a contract is registered as it was signed, and only with lawful terms.</summary>
public sealed class RegisterWorksContractTests
{
    public static TheoryData<string, Func<RegisterWorksContract, RegisterWorksContract>> Wrong => new()
    {
        { "contracts.number_missing", act => act with { Number = " " } },
        { "contracts.name_missing", act => act with { Name = "" } },
        { "contracts.several_missing", act => act with { Name = "", Document = " " } },
        { "contracts.amount_not_positive", act => act with { Amount = Money.Zero } },
        { "contracts.signed_in_future", act => act with { SignedOn = new(2026, 8, 4) } },
        { "contracts.paper_missing", act => act with { Document = "" } },
        { "contracts.number_taken", act => act with { Number = "HT-0" } },
        { "contracts.number_taken", act => act with { Number = " ｈt-０ " } },
        { "contracts.project_unknown", act => act with { Project = new(1) } },
        { "parties.party_unknown", act => act with { Party = new(1) } },
        { "parties.payee_type_unknown", act => act with { PayeeType = new(99) } },
        { "contracts.share_out_of_range", With(terms => terms with { LabourShare = new(1_000_001) }) },
        { "contracts.share_out_of_range", With(terms => terms with { OverdueDailyRate = new(-1) }) },
        { "contracts.retention_above_lawful", With(terms => terms with { RetentionRate = new(30_001) }) },
        { "contracts.payment_days_out_of_range", With(terms => terms with { PaymentDays = 0 }) },
        { "contracts.payment_days_beyond_lawful", With(terms => terms with { PaymentDays = 61 }) },
        { "contracts.defect_months_beyond_lawful", With(terms => terms with { DefectMonths = 25 }) },
        { "contracts.advance_clause_incomplete", With(terms => terms with { AdvanceRate = new(100_000) }) },
        { "contracts.share_out_of_range", With(terms => terms with { AdvanceRate = new(100_000), AdvanceRecovery = Ratio.Zero }) },
        { "contracts.share_out_of_range", With(terms => terms with { AdvanceRate = Ratio.Zero, AdvanceRecovery = new(1) }) },
        { "contracts.account_of_another_party", act => act with { PayeeAccount = new(1) } },
        { "contracts.account_of_another_party", act => act with { WageAccount = new(1) } },
    };

    private static Func<RegisterWorksContract, RegisterWorksContract> With(Func<ContractTerms, ContractTerms> change) => act => act with { Terms = change(act.Terms) };

    [Fact]
    public async Task A_contract_with_a_wrong_head_or_unlawful_terms_is_refused()
    {
        await using var world = await World.Begin();
        var (party, project) = (await world.Party(), await world.Project());
        await world.Contract(party, project, "HT-0");
        foreach (var row in Wrong)
            await world.Refused(row.Data.Item1, world.Engineer, row.Data.Item2(WorldContracts.Works("HT-1", party, project)));
    }

    [Fact]
    public async Task What_is_not_agreed_is_filled_in_by_law()
    {
        await using var world = await World.Begin();
        var (party, project) = (await world.Party("江州中石化供应站", CounterpartyKind.Supplier), await world.Project());
        var id = await world.Contract(party, project);
        var shown = await world.Ask(world.Finance, new ShowContract(id));
        Assert.Equal((30, 24, new Ratio(500), 2L), (shown.PaymentDays, shown.DefectMonths, shown.OverdueDailyRate, shown.PayeeType.Value));
        Assert.Equal("供货商", shown.PayeeTypeZh);
        Assert.True(shown.OpeningConfirmed);
        Assert.Equal(await world.Seen(id.Value), shown.Version);
    }

    [Fact]
    public async Task Beyond_sixty_days_is_lawful_towards_a_large_enterprise_only()
    {
        await using var world = await World.Begin();
        var (party, project) = (await world.Party(small: false), await world.Project());
        var id = await world.Contract(party, project, terms: WorldContracts.PlainTerms with { PaymentDays = 90 });
        Assert.Equal(90, (await world.Ask(world.Finance, new ShowContract(id))).PaymentDays);
    }

    [Fact]
    public async Task It_may_name_accounts_that_two_people_confirmed()
    {
        await using var world = await World.Begin();
        var (party, other, project) = (await world.Party(), await world.Party("江州永固石料厂"), await world.Project());
        var (payee, wage, foreign) = (await world.Account(party), await world.Account(party, AccountKind.Wage, "G108线工资专户"), await world.Account(other));
        var act = WorldContracts.Works("HT-1", party, project);
        await world.Refused("contracts.account_of_another_party", world.Engineer, act with { PayeeAccount = foreign });
        await world.Refused("contracts.account_of_wrong_kind", world.Engineer, act with { PayeeAccount = wage });
        await world.Refused("contracts.account_of_wrong_kind", world.Engineer, act with { PayeeAccount = payee, WageAccount = payee });
        var unchecked_ = await world.Do(world.Engineer, new ProposeAccount(party, new(AccountKind.Normal, "江州路通养护工程队", "6217000099999999", "江州银行", "313299000014", null, WorldContracts.Paper)));
        await world.Refused("parties.account_not_confirmed", world.Engineer, act with { PayeeAccount = unchecked_ });
        var id = await world.Do(world.Engineer, act with { PayeeAccount = payee, WageAccount = wage });
        var shown = await world.Ask(world.Finance, new ShowContract(id));
        Assert.Equal((payee, wage), (shown.PayeeAccount!.Id, shown.WageAccount!.Id));
    }

    [Fact]
    public async Task Contracts_are_listed_by_number_and_filtered_by_project_party_and_type()
    {
        await using var world = await World.Begin();
        var (team, stone) = (await world.Party(), await world.Party("江州永固石料厂", CounterpartyKind.Supplier));
        var (road, bridge) = (await world.Project("GC-1"), await world.Project("GC-2", "清江大桥"));
        var b = await world.Contract(team, road, "HT-B");
        var a = await world.Contract(stone, road, "HT-A");
        var c = await world.Contract(team, bridge, "HT-C");
        Assert.Equal([a, b, c], await Listed(world, new(null, null, null, null, null)));
        Assert.Equal([a, b], await Listed(world, new(null, road, null, null, null)));
        Assert.Equal([b, c], await Listed(world, new(null, null, team, null, null)));
        Assert.Equal([a], await Listed(world, new(null, null, null, new(2), null)));
        Assert.Equal([c], await Listed(world, new(null, bridge, team, new(1), null)));
        Assert.Equal([c], await Listed(world, new("清江", null, null, null, null)));
        Assert.Equal([b, c], await Listed(world, new("桥面铺装", null, team, null, null)));
        Assert.Equal([b], await Listed(world, new("桥面铺装", road, null, new(1), null)));
        Assert.Equal([a], await Listed(world, new("石料", road, null, null, null)));
    }

    [Fact]
    public async Task Both_lists_go_on_where_a_page_ended()
    {
        await using var world = await World.Begin();
        var (party, project) = (await world.Party(), await world.Project());
        for (var i = 0; i < 51; i++) await world.Contract(party, project, $"HT-{i:00}");
        foreach (var ask in new ListContracts[] { new(null, null, null, null, null), new("桥面", project, null, null, null) })
        {
            var first = await world.Ask(world.Finance, ask);
            Assert.Equal(50, first.Items.Count);
            Assert.Equal("HT-50", Assert.Single((await world.Ask(world.Finance, ask with { Cursor = first.Next })).Items).Number);
        }
    }

    [Fact]
    public async Task A_contractor_sees_his_own_contracts_and_another_s_as_none()
    {
        await using var world = await World.Begin();
        var (own, other, project) = (await world.Party(), await world.Party("江州永固石料厂"), await world.Project());
        var (mine, his) = (await world.Contract(own, project, "HT-1"), await world.Contract(other, project, "HT-2"));
        var (signed, hisSigned) = (await world.Integrity("LZ-1", own, mine), await world.Integrity("LZ-2", other, his));
        var contractor = await world.Contractor("contractor", own.Value);
        Assert.Equal([mine], (await world.Ask(contractor, new ListContracts(null, null, null, null, null))).Items.Select(c => c.Id));
        Assert.Equal([mine], (await world.Ask(contractor, new ListContracts("桥面", null, null, null, null))).Items.Select(c => c.Id));
        Assert.Equal([signed], (await world.Ask(contractor, new ListIntegrityContracts(null, null, null))).Items.Select(c => c.Id));
        Assert.Equal(mine, (await world.Ask(contractor, new ShowContract(mine))).Id);
        Assert.Equal(signed, (await world.Ask(contractor, new ShowIntegrityContract(signed))).Id);
        await NotFound(world, contractor, new ShowContract(his));
        await NotFound(world, contractor, new ShowIntegrityContract(hisSigned));
        await NotFound(world, contractor, new ListContracts(null, null, other, null, null));
        await NotFound(world, contractor, new ListIntegrityContracts(null, other, null));
    }

    private static async Task NotFound<T>(World world, App.Acts.Caller caller, App.Acts.IAsk<T> ask) =>
        Assert.Equal("acts.not_found", (await world.Door.Ask(ask, caller, TestContext.Current.CancellationToken)).Refusal?.Code);

    private static async Task<IEnumerable<ContractId>> Listed(World world, ListContracts ask) => (await world.Ask(world.Finance, ask)).Items.Select(c => c.Id);
}
