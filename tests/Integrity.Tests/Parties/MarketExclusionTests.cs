using Integrity.App.Contracts;
using Integrity.App.Parties;
using Integrity.App.Payments;
using Integrity.Domain.Contracts;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Integrity.Tests.Contracts;
using Integrity.Tests.Payments;
using Integrity.Tests.Refusals;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Parties;

/// <summary>P-8, C-5: an exclusion lasts one to three years, ends by itself, and keeps its party from anything new; running contracts go on.</summary>
public sealed class MarketExclusionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "2027-08-02")]
    [InlineData(2, "2028-08-02")]
    [InlineData(3, "2029-08-02")]
    public void It_ends_by_itself_after_one_to_three_years(int? years, string lastDay)
    {
        var exclusion = MarketExclusion.Lay(new(1), new(2), "行贿", "本局全部工程", new(2026, 8, 3), years, 9).Value;
        var last = DateOnly.Parse(lastDay);
        Assert.Equal((false, true, true, false), (exclusion.IsOn(new(2026, 8, 2)), exclusion.IsOn(new(2026, 8, 3)), exclusion.IsOn(last), exclusion.IsOn(last.AddDays(1))));
    }

    [Theory]
    [InlineData(0, "行贿", "全部", "parties.exclusion_length_unlawful")]
    [InlineData(4, "行贿", "全部", "parties.exclusion_length_unlawful")]
    [InlineData(1, " ", "全部", "parties.exclusion_ground_missing")]
    [InlineData(1, "行贿", "", "parties.exclusion_ground_missing")]
    public void An_unlawful_exclusion_is_refused(int years, string ground, string scope, string code) =>
        Assert.Equal(code, Provoked.Saw(MarketExclusion.Lay(new(1), new(2), ground, scope, new(2026, 8, 3), years, 9).Refusal!).Code);

    [Fact]
    public async Task Nothing_new_is_signed_extended_or_subcontracted_with_an_excluded_party()
    {
        await using var world = await World.Begin();
        var (party, other, project) = (await world.Party(), await world.Party("江州永固石料厂"), await world.Project());
        var running = await world.Contract(party, project, "HT-1");
        var clean = await world.Contract(other, project, "HT-2");
        await world.Exclude(party, new(2026, 8, 1));
        var late = WorldContracts.Works("HT-3", party, project) with { SignedOn = new(2026, 8, 1) };
        await world.Refused("parties.party_excluded", world.Engineer, late);
        await world.Refused("parties.party_excluded", world.Engineer,
            new ExtendContract(running, new(2026, 8, 2), new(2027, 8, 2), "续签一年", WorldContracts.Paper, await world.Seen(running.Value)));
        await world.Refused("parties.party_excluded", world.Engineer,
            new RegisterSubcontract(clean, party, new(2026, 8, 2), "分包标线", WorldContracts.Paper, await world.Seen(clean.Value)));

        // What was signed before goes on, and after its last day the party is free again.
        await world.Do(world.Engineer, late with { SignedOn = new(2026, 7, 31) });
        world.Clock.Set(new(2027, 8, 1));
        await world.Do(world.Engineer, late with { Number = "HT-4", SignedOn = new(2027, 8, 1) });
    }

    [Fact]
    public async Task The_look_up_stays_as_evidence()
    {
        await using var world = await World.Begin();
        var (party, project) = (await world.Party(), await world.Project());
        await world.Exclude(party, new(2024, 1, 1));
        var contract = await world.Contract(party, project);
        var screening = await world.Read(db => db.PartyScreenings.SingleAsync());
        Assert.Equal((party, contract.Value, ScreeningPurpose.Registration, new DateOnly(2026, 7, 1), 1, await world.Seen(contract.Value)),
            (screening.Party, screening.About, screening.Purpose, screening.Day, screening.OnRecord, screening.Entry));
    }

    /// <summary>P-8: whoever was refused cannot come back with an earlier date; a second person sees the proof first.</summary>
    [Fact]
    public async Task What_is_entered_during_an_exclusion_with_an_earlier_day_is_left_out_until_a_second_person_has_seen_the_proof()
    {
        await using var world = await World.Begin();
        var (party, project) = (await world.Party(), await world.Project());
        var running = await world.Contract(party, project, "HT-1");
        await world.Exclude(party, new(2026, 8, 1));
        async Task<bool> LeftOut(ContractId contract)
        {
            var scope = await world.Read(db => RoundScopes.Read(db, FundScope.All, world.Today(), Cancel));
            Assert.Equal(scope.LeftOut[Array.IndexOf(scope.Contract, contract.Value)] == LeftOutGround.SignedInsideExclusion, (await world.Ask(world.Engineer, new ShowContract(contract))).SigningUnproved);
            return scope.LeftOut[Array.IndexOf(scope.Contract, contract.Value)] == LeftOutGround.SignedInsideExclusion;
        }

        async Task<List<long>> Called(App.Acts.Caller person) =>
            [.. (await world.Ask(person, new App.Desk.ListInbox(null))).Items.Where(i => i.Kind == App.Desk.InboxKind.Signing).Select(i => i.Thing)];

        var late = await world.Do(world.Engineer, WorldContracts.Works("HT-2", party, project) with { SignedOn = new(2026, 7, 20) });
        await world.Integrity("LZ-1", party, running, late);
        Assert.Equal((false, true), (await LeftOut(running), await LeftOut(late)));
        await world.Refused("contracts.no_signing_to_prove", world.EngineerTwo, new ConfirmSigning(running, WorldContracts.Paper, await world.Seen(running.Value)));
        await world.Refused("contracts.evidence_missing", world.EngineerTwo, new ConfirmSigning(late, "", await world.Seen(late.Value)));
        var both = await world.Person("engineer-both", Domain.Identity.Office.Engineering, Domain.Identity.Duty.ReadBusiness, Domain.Identity.Duty.RegisterContracts, Domain.Identity.Duty.ConfirmRegistrations);
        await world.Do(both, new ExtendContract(running, new(2026, 7, 30), new(2027, 8, 2), "续签一年", WorldContracts.Paper, await world.Seen(running.Value)));
        Assert.True(await LeftOut(running));
        await world.Refused("contracts.second_person_needed", both, new ConfirmSigning(running, WorldContracts.Paper, await world.Seen(running.Value)));
        Assert.Equal([running.Value, late.Value], await Called(world.EngineerTwo));
        Assert.Equal([late.Value], await Called(both));
        await world.Do(world.EngineerTwo, new ConfirmSigning(late, WorldContracts.Paper, await world.Seen(late.Value)));
        Assert.Equal((true, false), (await LeftOut(running), await LeftOut(late)));
        // What is entered after the proof is proved on its own.
        await world.Do(world.EngineerTwo, new ConfirmSigning(running, WorldContracts.Paper, await world.Seen(running.Value)));
        await world.Do(both, new ExtendContract(running, new(2026, 7, 31), new(2027, 9, 2), "再续签", WorldContracts.Paper, await world.Seen(running.Value)));
        Assert.True(await LeftOut(running));
    }

    [Fact]
    public async Task Refused_attempts_stand_among_the_screenings()
    {
        await using var world = await World.Begin();
        var (party, other, project) = (await world.Party(), await world.Party("江州永固石料厂"), await world.Project());
        var clean = await world.Contract(other, project, "HT-2");
        await world.Exclude(party, new(2026, 8, 1));
        await world.Refused("parties.party_excluded", world.Engineer, WorldContracts.Works("HT-3", party, project) with { SignedOn = new(2026, 8, 1) });
        await world.Refused("parties.party_excluded", world.Engineer,
            new RegisterSubcontract(clean, party, new(2026, 8, 2), "分包标线", WorldContracts.Paper, await world.Seen(clean.Value)));
        var rows = (await world.Ask(world.EngineerTwo, new ListScreenings(party, null))).Items;
        Assert.Equal([(clean.Value, ScreeningPurpose.Subcontract, true, 1), (0L, ScreeningPurpose.Registration, true, 1)], rows.Select(r => (r.About, r.Purpose, r.Refused, r.OnRecord)));
        Assert.DoesNotContain((await world.Ask(world.EngineerTwo, new ListScreenings(other, null))).Items, row => row.Refused);
    }

    [Fact]
    public async Task A_contract_agreed_inside_an_exclusion_that_is_laid_later_is_found_in_one_statement()
    {
        await using var world = await World.Begin();
        var (party, other, project) = (await world.Party(), await world.Party("江州永固石料厂"), await world.Project());
        var inside = await world.Contract(party, project, "HT-1");
        var subcontracted = await world.Contract(other, project, "HT-2");
        await world.Contract(other, project, "HT-3");
        await world.Do(world.Engineer, new RegisterSubcontract(subcontracted, party, new(2026, 7, 2), "分包标线", WorldContracts.Paper, await world.Seen(subcontracted.Value)));
        var exclusion = await world.Exclude(party, new(2026, 7, 1));
        Assert.Equal([inside, subcontracted], await world.Read(db => db.ContractsAgreedInsideExclusion().OrderBy(c => c).ToListAsync()));
        await world.InAct(async (db, context) => await db.LiftExclusion(context, exclusion, new(2026, 7, 2), Cancel));
        Assert.Equal([inside], await world.Read(db => db.ContractsAgreedInsideExclusion().ToListAsync()));
        Assert.Empty(await world.Read(db => db.LiveExclusions(new(2026, 7, 2)).ToListAsync()));
    }

    [Fact]
    public async Task An_exclusion_follows_the_successor_once()
    {
        await using var world = await World.Begin();
        var (party, successor, project) = (await world.Party(), await world.Party("江州路通新公司"), await world.Project());
        var contracts = new[] { await world.Contract(party, project, "HT-1"), await world.Contract(party, project, "HT-2") };
        await world.Exclude(party, new(2026, 7, 2), years: 2);
        foreach (var contract in contracts)
            Assert.Null(await world.InAct((db, context) => db.Novate(context, contract, successor, assumesIntegrityContract: false, Cancel)));
        var followed = await world.Read(db => db.LiveExclusions(new(2026, 8, 3)).SingleAsync(x => x.Party == successor));
        Assert.Equal(new(2028, 7, 1), followed.EndsOn);
    }
}
