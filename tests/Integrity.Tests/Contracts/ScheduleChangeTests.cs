using Integrity.App.Contracts;
using Integrity.App.Desk;
using Integrity.App.Parties;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Parties;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Contracts;

/// <summary>D-1, C-4, P-7: another penalty schedule is voted, signed and entered by a second person, and judges only what is done from its day on.</summary>
public sealed class ScheduleChangeTests : IAsyncLifetime
{
    private static readonly IReadOnlyList<Band> Milder = [new(new(5_000), new(20_000)), new(new(20_000), new(40_000))];
    private World world = null!;
    private Session session = null!;
    private CounterpartyId party;
    private ProjectId project;
    private ContractId contract;
    private ContractId other;
    private IntegrityContractId old;

    public async ValueTask InitializeAsync()
    {
        (world, (party, project, contract, other, old)) = await World.After(new(2026, 8, 3), Before);
        session = await Session.Of(world);
    }

    private static async Task<(CounterpartyId Party, ProjectId Project, ContractId Contract, ContractId Other, IntegrityContractId Old)> Before(World world)
    {
        await Session.Of(world);
        var (party, project) = (await world.Party(), await world.Project());
        var (contract, other) = (await world.Contract(party, project, "HT-1"), await world.Contract(party, project, "HT-2"));
        var old = await world.Integrity("LZ-1", party, contract, other);
        return (party, project, contract, other, old);
    }

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task<ProposeScheduleChange> Asking() => new(contract, Milder, new(100_000), false, "按上级要求调整", World.Paper, await world.Seen(contract.Value));

    private async Task<CarryOutScheduleChange> CarryOut(DateOnly signed, string number = "LZ-2") => new(contract, number, signed, World.Paper, await world.Seen(contract.Value));

    private Task<IntegrityContract?> Live(ContractId of, DateOnly day) => world.Read(db => db.LiveIntegrityContractOf(of, day, TestContext.Current.CancellationToken));

    [Fact]
    public async Task The_decided_schedule_takes_the_old_ones_place_for_the_contract_that_was_voted_on_and_for_no_other()
    {
        await session.Decide(await world.Do(world.Engineer, await Asking()));
        Assert.Single((await world.Ask(world.EngineerTwo, new ListInbox(null))).Items, i => i.Kind == InboxKind.ContractChange);
        var decided = world.Today();
        await world.Refused("contracts.signed_before_decision", world.EngineerTwo, await CarryOut(decided.AddDays(-1)));
        await world.Refused("contracts.integrity_number_taken", world.EngineerTwo, await CarryOut(decided, "LZ-1"));
        await world.Refused("contracts.paper_missing", world.EngineerTwo, await CarryOut(decided) with { Document = "" });
        var now = await world.Do(world.EngineerTwo, await CarryOut(decided));
        var live = (await Live(contract, decided))!;
        Assert.Equal((now, new Ratio(40_000), new Ratio(100_000)), (live.Id, live.Bands[^1].Max, live.Cap));
        Assert.Equal(old, (await Live(other, decided))!.Id);
        // An act up to that day is judged by the clause that was signed before it.
        foreach (var (day, judges) in new[] { (decided.AddDays(-1), old), (decided, old), (decided.AddDays(1), now) })
            Assert.Equal(judges, (await world.Ask(world.Auditor, new App.Cases.ShowClause(contract, day))).Integrity!.Id);
        await world.Refused("contracts.change_carried_out", world.EngineerTwo, await CarryOut(decided, "LZ-3"));
        Assert.Empty(await world.Verify());
    }

    [Fact]
    public async Task No_schedule_changes_unvoted_or_by_its_proposer_or_without_a_change()
    {
        await world.Refused("contracts.no_change_put", world.EngineerTwo, await CarryOut(world.Today()));
        await world.Refused("contracts.already_bound", world.Engineer, WorldContracts.Signed("LZ-2", party, contract));
        var live = (await Live(contract, world.Today()))!;
        await world.Refused("contracts.schedule_same", world.Engineer, await Asking() with { Bands = [.. live.Bands.Select(b => new Band(b.Min, b.Max))], Cap = live.Cap, ReachesOtherContracts = live.ReachesOtherContracts });
        await world.Refused("contracts.bands_out_of_order", world.Engineer, await Asking() with { Bands = [Milder[1], Milder[0]] });
        await world.Refused("contracts.evidence_missing", world.Engineer, await Asking() with { Evidence = "" });
        var unbound = await world.Contract(party, project, "HT-3");
        await world.Refused("contracts.not_bound", world.Engineer, await Asking() with { Contract = unbound, Seen = await world.Seen(unbound.Value) });
        var both = await world.Person("both", Domain.Identity.Office.Engineering, Domain.Identity.Duty.ReadBusiness, Domain.Identity.Duty.RegisterContracts, Domain.Identity.Duty.ConfirmRegistrations);
        var item = await world.Do(both, await Asking());
        await world.Refused("decisions.not_yet_decided", world.EngineerTwo, await CarryOut(world.Today()));
        await session.Decide(item);
        await world.Refused("contracts.change_by_same_person", both, await CarryOut(world.Today()));
    }

    [Fact]
    public async Task Each_contract_under_one_integrity_contract_has_a_vote_of_its_own()
    {
        await session.Decide(await world.Do(world.Engineer, await Asking()));
        await session.Decide(await world.Do(world.Engineer, await Asking() with { Contract = other, Cap = new(90_000), Seen = await world.Seen(other.Value) }));
        await world.Do(world.EngineerTwo, new CarryOutScheduleChange(other, "LZ-2", world.Today(), World.Paper, await world.Seen(other.Value)));
        Assert.Equal(old, (await Live(contract, world.Today()))!.Id);
        await world.Do(world.EngineerTwo, await CarryOut(world.Today(), "LZ-3"));
        Assert.Equal((new Ratio(100_000), new Ratio(90_000)), ((await Live(contract, world.Today()))!.Cap, (await Live(other, world.Today()))!.Cap));
        Assert.True((await world.Ask(world.Engineer, new ListIntegrityContracts("LZ-1", null, null))).Items.Single(i => i.Number == "LZ-1").Replaced);
    }

    /// <summary>C-8, P-7: a successor's integrity contract judges nothing that was done in the time of the old one, and is due from the day of the change.</summary>
    [Fact]
    public async Task A_new_integrity_contract_does_not_reach_back_into_the_time_of_another()
    {
        var heir = await world.Party("江州路通新公司");
        await session.Decide(await world.Do(world.Engineer, new ProposeNovation(contract, heir, false, "公司合并", World.Paper, await world.Seen(contract.Value))));
        await world.Do(world.EngineerTwo, new CarryOutNovation(contract, await world.Seen(contract.Value)));
        var changed = world.Today();
        Assert.True((await world.Ask(world.Engineer, new ShowContract(contract))).SignIntegrityBy!.WorkingDaysLeft >= 9);
        await world.Refused("contracts.integrity_overlaps", world.Engineer, WorldContracts.Signed("LZ-BACK", heir, contract) with { SignedOn = changed.AddDays(-1) });
        await world.Do(world.Engineer, WorldContracts.Signed("LZ-NEW", heir, contract) with { SignedOn = changed });
        Assert.Equal(old, (await world.Ask(world.Auditor, new App.Cases.ShowClause(contract, changed))).Integrity!.Id);
    }
}
