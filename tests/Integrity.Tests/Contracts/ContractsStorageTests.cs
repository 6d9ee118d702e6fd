using Integrity.App.Contracts;
using Integrity.App.Parties;
using Integrity.App.Projects;
using Integrity.Domain.Contracts;
using Integrity.Domain.Parties;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Contracts;

/// <summary>C-3, C-4: what is kept is read back as it was, and one statement finds all bindings in force.</summary>
public sealed class ContractsStorageTests
{
    [Fact]
    public async Task A_works_contract_and_its_integrity_contract_are_read_back_whole()
    {
        await using var world = await World.Begin();
        var party = await world.Do(world.Engineer, new RegisterCounterparty(CounterpartyKind.Supplier, "江州石料厂", "91329900MAJU5HND5H", false, null, null, true, []));
        DateOnly day = new(2026, 8, 3);
        var terms = new ContractTerms { LabourShare = new(200_000), RetentionRate = new(30_000), AdvanceRate = new(100_000), AdvanceRecovery = new(200_000), OverdueDailyRate = new(300) };
        await world.Sabotage(async db =>
        {
            db.Projects.Add(Project.Register(new(1), "GC-1", "江州大桥", ProjectKind.NewConstruction, day).Value);
            db.WorksContracts.Add(WorksContract.Register(new(2), new("HT-1", "桥面铺装", ContractKind.Supply, new(1), party, new(2), new(1_000_000_00), day, World.Paper), terms, true, true, day).Value);
            var integrity = IntegrityContract.Sign(new(3), "LZ-1", party, 1, [new(new(10_000), new(30_000)), new(new(30_000), new(100_000))], new(150_000), true, day, World.Paper, day).Value;
            db.IntegrityContracts.Add(integrity);
            db.IntegrityBindings.Add(IntegrityBinding.Of(new(2), integrity));
            await db.SaveChangesAsync();
        });
        var contract = await world.Read(db => db.WorksContracts.SingleAsync());
        Assert.Equal(new Money(1_000_000_00), contract.Ceiling);
        Assert.Equal((new Ratio(300), new Ratio(100_000), 30, 24, true), (contract.EffectiveOverdueDailyRate, contract.AdvanceRate!.Value, contract.PaymentDays, contract.DefectMonths, contract.OpeningMissing));
        var live = await world.Read(db => db.LiveIntegrityContractOf(new(2), day, TestContext.Current.CancellationToken));
        Assert.Equal([(1, new Ratio(10_000)), (2, new Ratio(30_000))], live!.Bands.OrderBy(b => b.Number).Select(b => (b.Number, b.Min)));
        Assert.Null(await world.Read(db => db.LiveIntegrityContractOf(new(2), day.AddDays(-1), TestContext.Current.CancellationToken)));
        Assert.Equal([new ContractId(2)], await world.Read(db => db.LiveIntegrityBindings(day).Select(b => b.Contract).ToListAsync()));
    }
}
