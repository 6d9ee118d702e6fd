using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Disclosure;
using Integrity.App.Payments;
using Integrity.Domain.Decisions;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Xunit;

namespace Integrity.Tests.Payments;

/// <summary>O-5: a wage run is reported to the next meeting, once, and published.</summary>
public sealed class WageReportTests
{
    [Fact]
    public async Task A_wage_run_is_reported_to_a_meeting_once_it_is_paid_and_only_once()
    {
        await using var world = await World.Begin();
        await world.OneWage();
        var session = await Session.Of(world);
        var meeting = await session.Meet([await session.Propose()]);
        var run = await world.PrepareWages();
        Assert.Empty((await world.Ask(world.Secretary, new ListRunsToReport(meeting, null))).Items);
        await world.Refused("payments.nothing_to_report", world.Secretary, new ReportWageRun(run, meeting, await world.Seen(run.Value)));
        await world.ConfirmWages(run);
        var waiting = Assert.Single((await world.Ask(world.Secretary, new ListRunsToReport(meeting, null))).Items);
        Assert.Equal((run, "W2026-0001", world.Today(), 1, 200_000), (waiting.Id, waiting.Number, waiting.ExecutedOn, waiting.Lines, waiting.Amount.Fen));
        await world.Do(world.Secretary, new ReportWageRun(run, meeting, waiting.Version));
        Assert.Empty((await world.Ask(world.Secretary, new ListRunsToReport(meeting, null))).Items);
        Assert.Equal(meeting, (await world.Ask(world.Secretary, new ShowWageRun(run))).Report!.Meeting);
        await world.Refused("payments.nothing_to_report", world.Secretary, new ReportWageRun(run, meeting, await world.Seen(run.Value)));
    }

    [Fact]
    public async Task A_meeting_is_told_of_no_wages_that_were_paid_after_it_and_of_none_once_it_is_closed()
    {
        await using var world = await World.Begin();
        await world.OneWage();
        var session = await Session.Of(world);
        var earlier = await session.Meet([]);
        world.Clock.Move(TimeSpan.FromDays(1));
        var run = await world.PrepareWages();
        await world.ConfirmWages(run);
        Assert.Empty((await world.Ask(world.Secretary, new ListRunsToReport(earlier, null))).Items);
        await world.Refused("payments.paid_after_meeting", world.Secretary, new ReportWageRun(run, earlier, await world.Seen(run.Value)));
        var meeting = await session.Meet([]);
        await world.Do(world.Secretary, new CloseMeeting(meeting, await world.Seen(meeting.Value)));
        Assert.Empty((await world.Ask(world.Secretary, new ListRunsToReport(meeting, null))).Items);
        await world.Refused("decisions.meeting_closed", world.Secretary, new ReportWageRun(run, meeting, await world.Seen(run.Value)));
        Assert.Null((await world.Ask(world.Secretary, new ShowWageRun(run))).Report);
    }

    [Fact]
    public async Task The_minutes_say_number_day_lines_and_amount_of_what_was_reported_and_their_hash_is_of_it_too()
    {
        await using var world = await World.Begin();
        await world.OneWage();
        var session = await Session.Of(world);
        var meeting = await session.Meet([]);
        var before = await world.Ask(world.Secretary, new ShowMinutes(meeting));
        var run = await world.PrepareWages();
        await world.ConfirmWages(run);
        await world.Do(world.Secretary, new ReportWageRun(run, meeting, await world.Seen(run.Value)));
        var minutes = await world.Ask(world.Secretary, new ShowMinutes(meeting));
        var report = Assert.Single(minutes.Minutes.Reports);
        Assert.Equal((run.Value, $"工资支付 W2026-0001：{world.Today():yyyy-MM-dd} 执行，1 笔，金额 ¥2,000.00。"), (report.About, report.Zh));
        Assert.Equal($"Wage run W2026-0001: paid on {world.Today():yyyy-MM-dd}, 1 lines, ¥2,000.00.", report.En);
        Assert.Contains($"report|1|{run.Value}|{report.Zh}\n", minutes.Text, StringComparison.Ordinal);
        Assert.NotEqual(before.Hash, minutes.Hash);
        Assert.Equal(minutes.Hash, MinutesText.HashOf(minutes.Minutes));
    }

    /// <summary>V-1: anyone reads when wages were paid and how much in all; nobody is named, and what is not paid is not said.</summary>
    [Fact]
    public async Task What_was_paid_is_published_with_its_number_day_total_and_count_and_no_name()
    {
        await using var world = await World.Begin();
        var (a, b) = (await world.Contract("HT-A"), await world.Contract("HT-B"));
        await world.GiveAccounts(a);
        await world.GiveAccounts(b);
        await world.Certify(a, 1_000_000);
        await world.Certify(a, 500_000, "JL-2");
        await world.Certify(b, 2_000_000, "JL-3");
        await world.Fund(10_000_000);
        var run = await world.PrepareWages();
        Assert.Empty((await world.Ask(Caller.Anonymous(Language.Chinese), new ListPublicWageRuns(null))).Items);
        await world.ConfirmWages(run);
        Assert.Equal([new PublicWageRun(run, "W2026-0001", world.Today(), new(700_000), 2)], (await world.Ask(Caller.Anonymous(Language.Chinese), new ListPublicWageRuns(null))).Items);
        for (var i = 2; i <= 22; i++)
        {
            await world.Certify(a, 100_000, $"JL-{i + 2}");
            await world.ConfirmWages(await world.PrepareWages());
        }
        var first = await world.Ask(Caller.Anonymous(Language.Chinese), new ListPublicWageRuns(null));
        var rest = await world.Ask(Caller.Anonymous(Language.Chinese), new ListPublicWageRuns(first.Next));
        Assert.Equal((20, "W2026-0022", 2, "W2026-0001"), (first.Items.Count, first.Items[0].Number, rest.Items.Count, rest.Items[^1].Number));
        Assert.Null(rest.Next);
    }
}
