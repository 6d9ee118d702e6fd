using Integrity.App.Decisions;
using Integrity.App.Payments;
using Integrity.Domain.Decisions;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Xunit;

namespace Integrity.Tests.Payments;

/// <summary>O-5: a wage run is reported to the next meeting, once.</summary>
public sealed class WageReportTests
{
    [Fact]
    public async Task A_wage_run_is_reported_to_a_meeting_once_it_is_paid_and_only_once()
    {
        await using var world = await World.Begin();
        var team = await world.Contract("HT-A");
        await world.MakePayable(team);
        await world.Certify(team, 10_000_000);
        await world.Fund(5_000_000);
        var session = await Session.Of(world);
        var meeting = await session.Meet([await session.Propose()]);
        var run = await world.PrepareWages();
        await world.Refused("payments.nothing_to_report", world.Secretary, new ReportWageRun(run, meeting, await world.Seen(run.Value)));
        await world.ConfirmWages(run);
        await world.Do(world.Secretary, new ReportWageRun(run, meeting, await world.Seen(run.Value)));
        await world.Refused("payments.nothing_to_report", world.Secretary, new ReportWageRun(run, meeting, await world.Seen(run.Value)));
    }
}
