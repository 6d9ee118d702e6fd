using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Decisions;
using Integrity.App.Desk;
using Integrity.App.Journal;
using Integrity.App.Parties;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Integrity.Tests.Proofs;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Contracts;

/// <summary>C-2, C-8, D-1, D-5: another party or payee type is proposed by one, decided by the group, and carried out by another exactly as voted.</summary>
public sealed class ContractChangeActsTests : IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private World world = null!;
    private Session session = null!;
    private ContractId contract;
    private CounterpartyId party;
    private CounterpartyId successor;

    public async ValueTask InitializeAsync()
    {
        (world, (contract, successor)) = await World.After(new(2026, 8, 3), Before);
        session = await Session.Of(world);
        party = (await Shown()).Party;
    }

    private static async Task<(ContractId Contract, CounterpartyId Successor)> Before(World world)
    {
        await Session.Of(world);
        return (await world.Contract("HT-1"), await world.Party("江州路通新公司"));
    }

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_voted_novation_gives_the_successor_the_contract_with_its_history()
    {
        await world.Certify(contract, 1_000_000);
        var before = await Shown();
        var item = await Propose();
        var row = await Row();
        Assert.Equal((item, ItemResult.Pending, "decisions.not_yet_decided"), (row.Item, row.Result, row.WhyNot!.Code));
        Assert.Equal((row.Digest, row.Paper.Evidence), (CanonicalJson.DigestOf(row.Paper), World.Paper));
        Assert.Equal((party.Value, successor.Value, "公司分立"), (row.Paper.From.Id, row.Paper.To.Id, row.Paper.Ground));
        Assert.Equal(row.Digest, Assert.Single((await world.Ask(world.Leaders[0], new ShowItem(item))).Candidates).Digest);
        Assert.Empty(await Waiting());

        Assert.Equal(ItemResult.Passed, await session.Decide(item));
        Assert.Equal(item.Value, Assert.Single(await Waiting()).Thing);
        Assert.Null((await Row()).WhyNot);
        await world.Do(world.EngineerTwo, await CarryOut());
        var after = await Shown();
        Assert.Equal((successor, before.Certified, before.Outstanding), (after.Party, after.Certified, after.Outstanding));
        Assert.Null(after.PayeeAccount);
        Assert.Equal(world.Today(), (await Row()).CarriedOutOn);
        Assert.Empty(await Waiting());
        Assert.Empty(await world.Verify());
    }

    [Fact]
    public async Task A_novation_is_carried_out_neither_unvoted_nor_twice_nor_by_its_proposer()
    {
        await world.Refused("contracts.no_change_put", world.EngineerTwo, await CarryOut());
        var both = await Both();
        var item = await Propose(by: both);
        await world.Refused("contracts.change_put_already", world.Engineer, await Asking());
        await world.Refused("decisions.not_yet_decided", world.EngineerTwo, await CarryOut());
        await session.Decide(item);
        await world.Refused("contracts.change_by_same_person", both, await CarryOut());
        // The vote on one kind carries out no other.
        await world.Refused("contracts.no_change_put", world.EngineerTwo, new CarryOutPayeeTypeChange(contract, await Seen()));
        await world.Do(world.EngineerTwo, await CarryOut());
        await world.Refused("contracts.change_carried_out", world.EngineerTwo, await CarryOut());
    }

    [Fact]
    public async Task What_was_voted_down_changes_nothing_and_may_be_put_again()
    {
        Assert.Equal(ItemResult.NotPassed, await session.Decide(await Propose(), Vote.No));
        await world.Refused("decisions.not_decided_so", world.EngineerTwo, await CarryOut());
        Assert.DoesNotContain(await world.Verify(), f => f.Check == "storage.search");
        await session.Decide(await Propose());
        await world.Do(world.EngineerTwo, await CarryOut());
        Assert.Equal(successor, (await Shown()).Party);
    }

    [Fact]
    public async Task What_is_decided_anew_takes_the_place_of_the_earlier_decision_that_was_not_carried_out()
    {
        var third = await world.Party("江州永固石料厂");
        await session.Decide(await Propose());
        var later = await session.Decide(await world.Do(world.Engineer, await Asking() with { Successor = third }));
        Assert.Equal(ItemResult.Passed, later);
        Assert.Single(await Waiting());
        await world.Do(world.EngineerTwo, await CarryOut());
        Assert.Equal(third, (await Shown()).Party);
        await world.Refused("contracts.change_carried_out", world.EngineerTwo, await CarryOut());
    }

    /// <summary>D-5: the paper is hashed anew, and another successor on it is not the voted one.</summary>
    [Fact]
    public async Task Another_successor_than_the_voted_one_does_not_take_over()
    {
        var third = await world.Party("江州永固石料厂");
        await session.Decide(await Propose());
        var paper = (await Row()).Paper;
        var other = CanonicalJson.Of(paper with { To = paper.To with { Id = third.Value } });
        await world.Sabotage(db => new Harm(db).Behind("contract_proposals", "UPDATE contract_proposals SET text = @p0", other));
        await world.Refused("decisions.hash_differs", world.EngineerTwo, await CarryOut());
        Assert.Equal(party, (await Shown()).Party);
    }

    [Fact]
    public async Task A_decision_about_a_party_that_the_contract_no_longer_has_is_not_carried_out()
    {
        await session.Decide(await Propose());
        var third = await world.Party("江州永固石料厂");
        Assert.Null(await world.InAct((db, context) => db.Novate(context, contract, third, assumesIntegrityContract: false, Cancel)));
        await world.Refused("decisions.hash_differs", world.EngineerTwo, await CarryOut());
    }

    [Fact]
    public async Task An_exclusion_of_the_old_party_follows_the_successor()
    {
        var bar = await world.Exclude(party, new(2026, 8, 1));
        await session.Decide(await Propose());
        await world.Do(world.EngineerTwo, await CarryOut());
        Assert.Equal(bar, await world.Read(db => db.LiveExclusions(world.Today()).Where(x => x.Party == successor).Select(x => x.Follows).SingleAsync(Cancel)));
    }

    /// <summary>O-8 (8): what it was waiting for is decided.</summary>
    [Fact]
    public async Task A_novation_settles_an_unclear_succession_but_not_for_who_raised_it()
    {
        var second = await Both();
        await world.Do(second, new RaiseSuccession(contract, "公司分立", World.Paper, await Seen()));
        await session.Decide(await Propose());
        await world.Refused("contracts.succession_by_same_person", second, await CarryOut());
        await world.Do(world.EngineerTwo, await CarryOut());
        Assert.Null((await Shown()).SuccessionUnclearSince);
    }

    [Fact]
    public async Task What_could_not_be_carried_out_is_not_proposed_either()
    {
        var excluded = await world.Party("江州永固石料厂");
        await world.Exclude(excluded, new(2026, 8, 1));
        await world.Refused("contracts.successor_is_party", world.Engineer, await Asking() with { Successor = party });
        await world.Refused("parties.party_excluded", world.Engineer, await Asking() with { Successor = excluded });
        await world.Refused("parties.party_unknown", world.Engineer, await Asking() with { Successor = new(1) });
        await world.Refused("contracts.reason_missing", world.Engineer, await Asking() with { Ground = " " });
        await world.Refused("contracts.evidence_missing", world.Engineer, await Asking() with { Evidence = "" });
        await world.Refused("contracts.payee_type_same", world.Engineer, await Typing() with { PayeeType = new(1) });
        await world.Refused("parties.payee_type_unknown", world.Engineer, await Typing() with { PayeeType = new(99) });
        await world.Refused("contracts.reason_missing", world.Engineer, await Typing() with { Ground = "" });
        Assert.Empty((await world.Ask(world.Engineer, new ListContractProposals(contract))).Items);

        // A successor that is excluded after the vote does not take over either.
        await session.Decide(await Propose());
        await world.Exclude(successor, world.Today());
        await world.Refused("parties.party_excluded", world.EngineerTwo, await CarryOut());
        Assert.Null((await Row()).CarriedOutOn);
    }

    [Fact]
    public async Task Without_a_leadership_group_nothing_is_proposed_and_no_member_of_the_consortium_succeeds()
    {
        await using var empty = await World.Begin(grouped: false);
        var (leading, member, project) = (await empty.Party(), await empty.Party("江州顺达路桥有限公司"), await empty.Project());
        var joint = await empty.Do(empty.Engineer, WorldContracts.Works("HT-LH", leading, project) with { Members = [new(leading, new(600_000)), new(member, new(400_000))] });
        var seen = await empty.Seen(joint.Value);
        await empty.Refused("contracts.member_twice", empty.Engineer, new ProposeNovation(joint, member, true, "公司分立", World.Paper, seen));
        await empty.Refused("decisions.nobody_decides", empty.Engineer, new ProposePayeeTypeChange(joint, new(3), "以机械作业为主", World.Paper, seen));
    }

    [Fact]
    public async Task A_voted_payee_type_is_the_contract_s_and_the_paper_is_closed_to_a_recused_member()
    {
        var item = await world.Do(world.Engineer, await Typing());
        await world.Do(world.Secretary, new RecordRecusal(item, await world.Seen(item.Value), world.Leaders[2].Official, RecusalGround.Kin, "其弟为该施工队负责人"));
        Assert.Empty((await world.Ask(world.Leaders[2], new ListContractProposals(contract))).Items);
        Assert.Single((await world.Ask(world.Leaders[1], new ListContractProposals(contract))).Items);
        await session.Decide(item);
        await world.Do(world.EngineerTwo, new CarryOutPayeeTypeChange(contract, await Seen()));
        Assert.Equal(3, (await Shown()).PayeeType.Value);
        await world.Refused("contracts.change_carried_out", world.EngineerTwo, new CarryOutPayeeTypeChange(contract, await Seen()));
        await world.Closed("acts.not_found", world.Engineer, new ListContractProposals(new(1)));
    }

    /// <summary>One who proposes and confirms.</summary>
    private Task<Caller> Both() => world.Person("both", Office.Engineering, Duty.ReadBusiness, Duty.RegisterContracts, Duty.ConfirmRegistrations);

    private async Task<ContractProposalRow> Row() => (await world.Ask(world.EngineerTwo, new ListContractProposals(contract))).Items[0];

    private async Task<IReadOnlyList<InboxItem>> Waiting() => [.. (await world.Ask(world.EngineerTwo, new ListInbox(null))).Items.Where(i => i.Kind == InboxKind.ContractChange)];

    private Task<ContractDetail> Shown() => world.Ask(world.Finance, new ShowContract(contract));

    private Task<long> Seen() => world.Seen(contract.Value);

    private async Task<ProposeNovation> Asking() => new(contract, successor, true, "公司分立", World.Paper, await Seen());

    private async Task<ProposePayeeTypeChange> Typing() => new(contract, new(3), "以机械作业为主", World.Paper, await Seen());

    private async Task<ItemId> Propose(Caller? by = null) => await world.Do(by ?? world.Engineer, await Asking());

    private async Task<CarryOutNovation> CarryOut() => new(contract, await Seen());
}
