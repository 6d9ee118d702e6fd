using Integrity.App.Certificates;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Ledger;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Certificates;

/// <summary>C-9: an opening is due on the sheet's day, unsplit, until two people have split it.</summary>
public sealed class OpeningTests
{
    private const string Paper = WorldCertificates.Paper;
    private static readonly DateOnly Sheet = new(2026, 9, 30);

    [Fact]
    public async Task Two_people_split_an_opening_into_wages_retention_due_days_and_an_advance()
    {
        await using var world = await World.Begin(on: new(2026, 10, 8));
        var contract = await Taken(world, certified: 100_000, paid: 60_000);
        Assert.Equal([(Sheet, 40_000L)], (await world.Balance(contract, Sheet)).DueTranches.Select(t => (t.Due, t.Amount.Fen)));
        var prepare = new PrepareOpeningSplit(contract, new(5_000), new(3_000), null, new(7_000),
            [new(new(2026, 8, 1), new(20_000)), new(new(2026, 11, 1), new(12_000))], WorldCertificates.TeamTerms with { SigningIsPaymentCondition = true }, Paper);
        await world.Refused("certificates.split_does_not_add_up", world.Engineer, prepare with { Labour = new(5_001) });
        await world.Refused("certificates.split_part_negative", world.Engineer, prepare with { Labour = new(-1) });
        await world.Refused("certificates.split_day_twice", world.Engineer, prepare with { Parts = [new(Sheet, new(1)), new(Sheet, new(2))] });
        await world.Refused("certificates.split_day_too_late", world.Engineer, prepare with { Parts = [new(new(2027, 8, 1), new(32_000))] });
        await world.Refused("certificates.opening_retention_above_lawful", world.Engineer, prepare with { Retention = new(3_001), Labour = new(4_999) });
        await world.Refused("certificates.document_missing", world.Engineer, prepare with { Document = "" });
        await world.Refused("contracts.retention_above_lawful", world.Engineer, prepare with { Terms = new() { RetentionRate = new(30_001) } });
        await world.Refused("certificates.opening_not_confirmed", world.Engineer, new SettleContract(contract, "JS", new(100_000), Paper));
        var split = await world.Do(world.Engineer, prepare);
        await world.Refused("certificates.split_waits", world.Engineer, prepare);
        var confirm = new ConfirmOpeningSplit(split, await world.Seen(split.Value));
        await world.Do(world.EngineerTwo, confirm);
        var balance = await world.Balance(contract);
        Assert.Equal((5_000L, 20_000L, 12_000L, 3_000L, 7_000L, 60_000L, 100_000L), (balance.Buckets.Wage.Fen, balance.Buckets.Due.Fen, balance.Buckets.NotYetDue.Fen,
            balance.RetentionNotDue.Fen, balance.AdvanceLeft.Fen, balance.Settled.Fen, balance.Certified.Fen));
        Assert.Equal(balance.OutstandingByDefinition, balance.Outstanding);
        var kept = await world.Read(db => db.Set<WorksContract>().SingleAsync());
        Assert.Equal((true, true, new Ratio(200_000), new Ratio(30_000)), (kept.OpeningConfirmed, kept.SigningIsPaymentCondition, kept.LabourShare, kept.RetentionRate));
        // Interest runs as two people said that it was due all along (O-7): 20,000 fen for 68 days, the wages for 8; nothing on what is not due.
        Assert.Equal(700L, (await world.Do(world.Finance, new RecordOverdueInterest(contract, null, await world.Seen(contract.Value)))).Fen);
        // What was published of the sheet's day stays as it was.
        Assert.Equal(40_000L, (await world.Balance(contract, Sheet)).Buckets.Due.Fen);
        await world.Refused("certificates.opening_none", world.Engineer, prepare);
        await world.Refused("certificates.opening_none", world.EngineerTwo, confirm with { Seen = await world.Seen(split.Value) });
        // A settlement knows the opening's retention.
        await world.Settle(contract, 110_000);
        Assert.Equal(3_300L, (await world.Balance(contract)).RetentionNotDue.Fen);
    }

    [Fact]
    public async Task Whoever_prepared_the_split_cannot_confirm_it_and_it_can_be_sent_back()
    {
        await using var world = await World.Begin(on: new(2026, 10, 8));
        var contract = await Taken(world, certified: 100_000, paid: 60_000);
        var both = await world.Person("both", Office.Engineering, Duty.ReadBusiness, Duty.ImportLedger, Duty.ConfirmRegistrations);
        var prepare = new PrepareOpeningSplit(contract, new(0), new(0), null, new(0), [new(Sheet, new(40_000))], new(), Paper);
        var split = await world.Do(both, prepare);
        await world.Refused("certificates.prepared_by_same_person", both, new ConfirmOpeningSplit(split, await world.Seen(split.Value)));
        await world.Refused("certificates.reject_reason_missing", world.EngineerTwo, new RefuseOpeningSplit(split, "", await world.Seen(split.Value)));
        await world.Do(world.EngineerTwo, new RefuseOpeningSplit(split, "人工费未列", await world.Seen(split.Value)));
        await world.Refused("certificates.split_decided", world.EngineerTwo, new ConfirmOpeningSplit(split, await world.Seen(split.Value)));
        await world.Do(world.Engineer, prepare);
        await world.Refused("certificates.contract_unknown", world.Engineer, prepare with { Contract = new(3) });
    }

    /// <summary>C-6: a correction between preparing and confirming changes what is open, and the confirmation says so.</summary>
    [Fact]
    public async Task A_split_that_no_longer_adds_up_is_refused_when_it_is_confirmed()
    {
        await using var world = await World.Begin(on: new(2026, 10, 8));
        var contract = await Taken(world, certified: 100_000, paid: 60_000);
        var split = await world.Do(world.Engineer, new PrepareOpeningSplit(contract, new(0), new(0), null, new(0), [new(Sheet, new(40_000))], new(), Paper));
        await world.Correct(contract, -1_000);
        await world.Refused("certificates.split_does_not_add_up", world.EngineerTwo, new ConfirmOpeningSplit(split, await world.Seen(split.Value)));
    }

    private static Task<ContractId> Taken(World world, long certified, long paid) => world.Taken(certified, paid, Sheet);
}
