using Integrity.App.Contracts;
using Integrity.App.Storage;
using Integrity.Domain.Contracts;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Integrity.Tests.Refusals;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Contracts;

/// <summary>C-2, C-8: what only a decision changes of a contract.</summary>
public sealed class DecidedChangesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_decided_payee_type_is_the_contract_s_from_then_on_and_it_is_found_under_it()
    {
        await using var world = await World.Begin();
        var contract = await world.Contract(await world.Party(), await world.Project());
        Assert.Null(await Change(world, contract, 3));
        Assert.Equal(3, (await world.Ask(world.Finance, new ShowContract(contract))).PayeeType.Value);
        Assert.Single((await world.Ask(world.Finance, new ListContracts("桥面", null, null, new(3), null))).Items);
        Assert.Empty((await world.Ask(world.Finance, new ListContracts("桥面", null, null, new(1), null))).Items);
        Assert.Equal("contracts.payee_type_same", (await Change(world, contract, 3))!.Code);
        Assert.Equal("parties.payee_type_unknown", (await Change(world, contract, 99))!.Code);
        Assert.Equal("acts.not_found", (await Change(world, new(1), 3))!.Code);
    }

    private static async Task<Refusal?> Change(World world, ContractId contract, long type) =>
        Saw(await world.InAct((db, context) => db.ChangePayeeType(context, contract, new(type), Cancel)));

    private static Refusal? Saw(Refusal? refusal) => refusal is null ? null : Provoked.Saw(refusal);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_successor_takes_the_contract_and_assumes_the_integrity_contract_or_signs_anew(bool assumes)
    {
        await using var world = await World.Begin();
        var (party, successor, project) = (await world.Party(), await world.Party("江州路通新公司"), await world.Project());
        var account = await world.Account(party);
        var contract = await world.Do(world.Engineer, WorldContracts.Works("HT-1", party, project) with { PayeeAccount = account });
        var integrity = await world.Integrity("LZ-1", party, contract);
        Assert.Null(await Novate(world, contract, successor, assumes));
        var shown = await world.Ask(world.Finance, new ShowContract(contract));
        Assert.Equal((successor, null), (shown.Party, shown.PayeeAccount));
        Assert.Equal(assumes ? integrity : null, shown.Integrity?.Id);
        Assert.Equal(contract, Assert.Single((await world.Ask(world.Finance, new ListContracts("桥面", null, successor, null, null))).Items).Id);
        Assert.Empty((await world.Ask(world.Finance, new ListContracts("桥面", null, party, null, null))).Items);
        // What was assumed is found under the successor; the contract by the name of either.
        Assert.Equal([integrity], await world.Read(db => FoundUnder(db, assumes ? successor : party)));
        Assert.Empty(await world.Read(db => FoundUnder(db, assumes ? party : successor)));
        Assert.DoesNotContain(await world.Verify(), f => f.Check == "storage.search");
        if (!assumes) await world.Do(world.Engineer, WorldContracts.Signed("LZ-2", successor, contract) with { SignedOn = new(2026, 8, 3) });
    }

    [Fact]
    public async Task An_integrity_contract_that_binds_others_too_stays_with_the_predecessor()
    {
        await using var world = await World.Begin();
        var (party, successor, project) = (await world.Party(), await world.Party("江州路通新公司"), await world.Project());
        var (moved, stays) = (await world.Contract(party, project, "HT-1"), await world.Contract(party, project, "HT-2"));
        var integrity = await world.Integrity("LZ-1", party, moved, stays);
        Assert.Equal("contracts.integrity_contract_binds_others", (await Novate(world, moved, successor, assumes: true))?.Code);
        Assert.Null(await Novate(world, moved, successor, assumes: false));
        Assert.Equal(party, (await world.Read(db => db.IntegrityContracts.SingleAsync())).Party);
        Assert.Equal([stays], await world.Read(db => db.LiveIntegrityBindings(new(2026, 8, 3)).Select(b => b.Contract).ToListAsync()));
        Assert.NotNull((await world.Ask(world.Finance, new ShowContract(moved))).SignIntegrityBy);
        Assert.Equal(integrity, (await world.Ask(world.Finance, new ShowContract(stays))).Integrity!.Id);
    }

    [Fact]
    public async Task A_successor_is_another_party_and_not_excluded_itself()
    {
        await using var world = await World.Begin();
        var (party, excluded, project) = (await world.Party(), await world.Party("江州永固石料厂"), await world.Project());
        var contract = await world.Contract(party, project);
        await world.Exclude(excluded, new(2026, 8, 1));
        Assert.Equal("contracts.successor_is_party", (await Novate(world, contract, party))!.Code);
        Assert.Equal("parties.party_excluded", (await Novate(world, contract, excluded))!.Code);
        Assert.Equal("parties.party_unknown", (await Novate(world, contract, new(1)))!.Code);
    }

    private static async Task<IReadOnlyList<IntegrityContractId>> FoundUnder(IntegrityDb db, CounterpartyId party) =>
        [.. (await db.Find(SearchKind.IntegrityContract, "LZ", [$"party:{party.Value}"], 0, 9, Cancel)).Select(IntegrityContractId.From)];

    private static async Task<Refusal?> Novate(World world, ContractId contract, CounterpartyId successor, bool assumes = false) =>
        Saw(await world.InAct((db, context) => db.Novate(context, contract, successor, assumes, Cancel)));
}
