using Integrity.App.Cases;
using Integrity.Tests.Certificates;
using Integrity.Tests.Contracts;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>P-1: the clause is signed before the act, and whoever decides sees when it came on record.</summary>
public sealed class LateClauseTests
{
    [Theory]
    [InlineData("2026-08-20", true)]
    [InlineData("2026-09-02", false)]
    public async Task A_clause_that_came_on_record_after_the_act_says_so(string act, bool late)
    {
        await using var world = await World.Begin(new(2026, 8, 3));
        var contract = await world.Contract("HT-L");
        await world.Certify(contract, 10_000_000);
        world.Clock.Set(new(2026, 9, 1));
        var (party, day) = (await world.Read(db => db.Set<Domain.Contracts.WorksContract>().Where(c => c.Id == contract).Select(c => c.Party).SingleAsync()), DateOnly.Parse(act, System.Globalization.CultureInfo.InvariantCulture));
        await world.Do(world.Engineer, WorldContracts.Signed("LZ-L", party, contract) with { SignedOn = new(2026, 8, 10) });
        world.Clock.Set(new(2026, 9, 3));
        Assert.Equal(new(2026, 9, 1), (await world.Ask(world.Auditor, new ShowClause(contract, day))).Integrity!.RecordedOn);
        var @case = await world.Flag(contract, on: day);
        Assert.Equal(late ? new LateClause(new(2026, 8, 10), new(2026, 9, 1)) : null, (await world.Ask(world.Auditor, new ShowCase(@case))).LateClause);
    }
}
