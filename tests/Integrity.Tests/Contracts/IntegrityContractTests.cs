using Integrity.App.Contracts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Values;
using Integrity.Tests.Refusals;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Contracts;

/// <summary>C-4, C-5: an integrity contract binds works contracts of one party, with bands in order, and stays live though it is breached.</summary>
public sealed class IntegrityContractTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Bands as min-max in whole percent; what is expected of them last.</summary>
    [Theory]
    [InlineData("1-3", null)]
    [InlineData("0-0", null)]
    [InlineData("1-3 3-6 6-10", null)]
    [InlineData("1-3 4-6 6-100", null)]
    [InlineData("", "contracts.bands_missing")]
    [InlineData("1-1 1-1 1-1 1-1 1-1 1-1 1-1 1-1 1-1 1-1", "contracts.bands_missing")]
    [InlineData("1-101", "contracts.band_out_of_range")]
    [InlineData("-1-3", "contracts.band_out_of_range")]
    [InlineData("3-1", "contracts.bands_out_of_order")]
    [InlineData("1-3 2-6", "contracts.bands_out_of_order")]
    [InlineData("3-6 1-3", "contracts.bands_out_of_order")]
    public void Bands_go_from_light_to_severe_and_may_share_an_end(string bands, string? code)
    {
        var schedule = bands.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(band => band.LastIndexOf('-') is var dash ? new Band(new(int.Parse(band[..dash]) * 10_000), new(int.Parse(band[(dash + 1)..]) * 10_000)) : default).ToList();
        var signed = IntegrityContract.Sign(new(1), "LZ-1", new(2), 1, schedule, new(150_000), false, new(2026, 7, 1), World.Paper, new(2026, 7, 1));
        Assert.Equal(code, signed.Refusal is { } refusal ? Provoked.Saw(refusal).Code : null);
    }

    [Fact]
    public void A_severity_has_its_band_and_a_single_band_stands_for_all()
    {
        var three = Signed([new(new(10_000), new(30_000)), new(new(30_000), new(60_000)), new(new(60_000), new(100_000))]);
        Assert.Equal((new Ratio(30_000), new Ratio(60_000)), (three.BandOf(2)!.Min, three.BandOf(2)!.Max));
        Assert.True(three.BandOf(2)!.Holds(new(30_000)));
        Assert.False(three.BandOf(2)!.Holds(new(60_001)));
        Assert.Null(three.BandOf(4));
        Assert.Equal(new Ratio(50_000), Signed([new(new(10_000), new(50_000))]).BandOf(3)!.Max);

        static IntegrityContract Signed(Band[] bands) => IntegrityContract.Sign(new(1), "LZ-1", new(2), 1, bands, Ratio.One, false, new(2026, 7, 1), World.Paper, new(2026, 7, 1)).Value;
    }

    [Fact]
    public async Task It_is_refused_without_what_it_needs()
    {
        await using var world = await World.Begin();
        var (party, other, project) = (await world.Party(), await world.Party("江州永固石料厂"), await world.Project());
        var (mine, second, his) = (await world.Contract(party, project, "HT-1"), await world.Contract(party, project, "HT-2"), await world.Contract(other, project, "HT-3"));
        var act = WorldContracts.Signed("LZ-1", party, mine);
        await world.Refused("contracts.integrity_number_missing", world.Engineer, act with { Number = " " });
        await world.Refused("contracts.signed_in_future", world.Engineer, act with { SignedOn = new(2026, 8, 4) });
        await world.Refused("contracts.paper_missing", world.Engineer, act with { Document = " " });
        await world.Refused("contracts.cap_out_of_range", world.Engineer, act with { Cap = Ratio.Zero });
        await world.Refused("contracts.cap_out_of_range", world.Engineer, act with { Cap = new(1_000_001) });
        await world.Refused("contracts.template_unknown", world.Engineer, act with { TemplateVersion = 9 });
        await world.Refused("contracts.nothing_bound", world.Engineer, act with { Contracts = [] });
        await world.Refused("contracts.contract_unknown", world.Engineer, act with { Contracts = [new(1)] });
        await world.Refused("contracts.integrity_contract_of_one_party", world.Engineer, act with { Contracts = [mine, his] });
        await world.Refused("parties.party_unknown", world.Engineer, act with { Party = new(1) });
        await world.Do(world.Engineer, act);
        await world.Refused("contracts.integrity_number_taken", world.Engineer, act with { Contracts = [second], Number = $" {act.Number.ToLowerInvariant()} " });
        await world.Refused("contracts.already_bound", world.Engineer, act with { Number = "LZ-2", Contracts = [second, mine] });
    }

    [Fact]
    public async Task Without_one_a_task_of_ten_working_days_is_shown_and_with_one_it_is_gone()
    {
        await using var world = await World.Begin(on: new(2026, 9, 21));
        var (party, project) = (await world.Party(), await world.Project());
        var contract = await world.Contract(party, project);
        // 25 September is Mid-Autumn, 1 to 7 October the national holiday; 20 September and 10 October are worked.
        var before = await world.Ask(world.Engineer, new ShowContract(contract));
        Assert.Null(before.Integrity);
        Assert.Equal((new DateOnly(2026, 10, 12), 10), (before.SignIntegrityBy!.Day, before.SignIntegrityBy.WorkingDaysLeft));
        Assert.True(before.SigningIsPaymentCondition);
        var integrity = await world.Integrity("LZ-1", party, contract);
        var after = await world.Ask(world.Engineer, new ShowContract(contract));
        Assert.Equal((integrity, "LZ-1", new Ratio(150_000), 3), (after.Integrity!.Id, after.Integrity.Number, after.Integrity.Cap, after.Integrity.Bands.Count));
        Assert.Null(after.SignIntegrityBy);
    }

    [Fact]
    public async Task Breached_is_a_mark_and_not_an_end()
    {
        await using var world = await World.Begin();
        var (party, project) = (await world.Party(), await world.Project());
        var contract = await world.Contract(party, project);
        var integrity = await world.Integrity("LZ-1", party, contract);
        await world.Refused("contracts.reason_missing", world.Auditor, new MarkBreached(integrity, " ", await world.Seen(integrity.Value)));
        await world.Do(world.Auditor, new MarkBreached(integrity, "查实送礼", await world.Seen(integrity.Value)));
        await world.Refused("contracts.already_breached", world.Auditor, new MarkBreached(integrity, "再次", await world.Seen(integrity.Value)));
        var live = await world.Read(db => db.LiveIntegrityContractOf(contract, new(2026, 8, 3), Cancel));
        Assert.Equal(new DateOnly(2026, 8, 3), live!.BreachedOn);
    }

    [Fact]
    public async Task One_statement_tells_for_all_contracts_which_have_one()
    {
        await using var world = await World.Begin();
        var (party, project) = (await world.Party(), await world.Project());
        var (bound, also, unbound) = (await world.Contract(party, project, "HT-1"), await world.Contract(party, project, "HT-2"), await world.Contract(party, project, "HT-3"));
        var integrity = await world.Integrity("LZ-1", party, bound, also);
        Assert.Equal([bound, also], await world.Read(db => db.LiveIntegrityBindings(new(2026, 8, 3)).OrderBy(b => b.Contract).Select(b => b.Contract).ToListAsync()));
        var shown = await world.Ask(world.Finance, new ShowIntegrityContract(integrity));
        Assert.Equal(["HT-1", "HT-2"], shown.Contracts.Select(c => c.Number));
        Assert.DoesNotContain(shown.Contracts, c => c.Id == unbound);
        Assert.Equal([integrity], (await world.Ask(world.Finance, new ListIntegrityContracts("HT-2", null, null))).Items.Select(c => c.Id));
        Assert.Equal([integrity], (await world.Ask(world.Finance, new ListIntegrityContracts(null, party, null))).Items.Select(c => c.Id));
        Assert.Equal(1, Assert.Single((await world.Ask(world.Engineer, new ListIntegrityTemplates(null))).Items).Version);
    }
}
