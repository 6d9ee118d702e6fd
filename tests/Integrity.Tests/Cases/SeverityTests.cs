using Integrity.App.Cases;
using Integrity.App.Contracts;
using Integrity.Domain.Cases;
using Integrity.Tests.Certificates;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>P-3, C-4: a severity is one of the bands that were signed.</summary>
public sealed class SeverityTests
{
    [Fact]
    public async Task A_severity_beyond_the_signed_bands_is_refused()
    {
        await using var bureau = await World.Begin(new(2026, 8, 3));
        var team = await bureau.Contract("HT-9");
        var party = await bureau.Read(db => db.WorksContracts.Where(c => c.Id == team).Select(c => c.Party).SingleAsync());
        await bureau.Do(bureau.Engineer, new SignIntegrityContract("LZ-9", party, [team], 1, [new(new(10_000), new(20_000)), new(new(20_000), new(50_000))], new(200_000), false, new(2026, 1, 5), World.Paper));
        await bureau.Certify(team, 10_000_000);
        await bureau.Refused("cases.severity_unknown", bureau.Auditor, new FlagViolation(team, CaseSource.Inspection, "赠送购物卡", new(2026, 8, 1), 9, new(1), WorldCases.Legs));
    }
}
