using Integrity.App.Certificates;
using Integrity.App.Payments;
using Integrity.App.Projects;
using Integrity.Domain.Certificates;
using Integrity.Domain.Decisions;
using Integrity.Domain.Payments;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App;

// What lies beside the rounds: wages paid between them, a dispute, an order of a court, and the recoveries that are expected and by whom.
public sealed partial class DemoBureau
{
    private void SetMoneyApart()
    {
        On(new(2025, 12, 22), PayWages);
        On(new(2026, 6, 1), async () => await Do(Engineer, new MarkDisputed(contracts[4].Contract, new(1_250_000), null, false, "路面平整度检测不合格，返工数量有争议", await Kept(Engineer, "检测报告", "路面平整度"))));
        On(new(2026, 7, 6), async () => await Confirm(await Do(Engineer, new RecordAuthorityOrder(
            contracts[33].Contract, new(3_600_000), "江州市中级人民法院", "（2026）江执字第18号", "冻结到期债权", await Kept(Engineer, "协助执行通知书", "（2026）江执字第18号")))));
        On(new(2026, 11, 16), async () =>
        {
            var projects = await Read(db => db.Projects.OrderBy(p => p.Number).Select(p => p.Id).Take(3).ToListAsync());
            var recoveries = new[] { (64_000_000L, 25, "省厅养护补助第四季度拨款"), (38_500_000L, 40, "市财政以奖代补资金"), (21_750_000L, 70, "沿线开发企业道口建设配套款") };
            foreach (var (project, (fen, days, note)) in projects.Zip(recoveries))
                await Do(Accountant, new ExpectRecovery(project, new(fen), clock.Today.AddDays(days), Treasurer.Official, note));
        });
    }

    private async Task PayWages()
    {
        var run = await Do(Accountant, new PrepareWageRun(null));
        await Do(Treasurer, new ConfirmWageRun(run, await Seen(run.Value)));
    }

    /// <summary>What was paid without a vote stands in the next meeting's report (O-5).</summary>
    private async Task ReportWages(MeetingId meeting)
    {
        foreach (var run in await Read(db => db.WageRuns.Where(r => r.State == WageRunState.Executed && r.ReportedTo == null).OrderBy(r => r.Id).Select(r => r.Id).ToListAsync()))
            await Do(Secretary, new ReportWageRun(run, meeting, await Seen(run.Value)));
    }

    private async Task Confirm(EarmarkId earmark) => await Do(Chief, new ConfirmEarmark(earmark, await Seen(earmark.Value)));
}
