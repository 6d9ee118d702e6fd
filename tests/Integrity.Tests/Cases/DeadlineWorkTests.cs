using Integrity.App;
using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Exchange;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>P-10: each expiry happens once and is never lost, whatever becomes of the clocks and of those who look at them.</summary>
public sealed class DeadlineWorkTests : IAsyncLifetime
{
    private static readonly DateOnly Served = new(2026, 9, 23), StatementOver = new(2026, 10, 9);

    private World world = null!;

    public async ValueTask InitializeAsync()
    {
        world = await World.Begin(new(2026, 8, 3));
        await Session.Of(world);
    }

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>So many cases whose notice was served on one day; none of our own staff is in them, so that no other period runs beside theirs.</summary>
    private async Task<List<CaseId>> Notified(int count)
    {
        world.Clock.Set(new(2026, 8, 3));
        var contracts = new List<ContractId>();
        for (var i = 1; i <= count; i++)
        {
            contracts.Add(await world.Contract($"HT-{i}"));
            await world.MakePayable(contracts[^1]);
            await world.Certify(contracts[^1], 10_000_000 + i);
        }
        world.Clock.Set(Served);
        var cases = new List<CaseId>();
        foreach (var contract in contracts)
        {
            cases.Add(await world.Flag(contract, legs: [WorldCases.Legs[0], WorldCases.Legs[2]]));
            await world.Confirm(cases[^1]);
            await world.Notify(cases[^1], new(true, null, null, false, false, "违约事实清楚"));
        }
        return cases;
    }

    private Task<List<CaseStep>> StepsOf(CaseId @case) => world.Read(db => db.CaseSteps.AsNoTracking().Where(s => s.Process == @case).OrderBy(s => s.Number).ToListAsync());

    private async Task<int> Expiries(CaseId @case, string trigger) => (await StepsOf(@case)).Count(s => s.Event == trigger);

    /// <summary>Another node of the same program on the same database.</summary>
    private ServiceProvider Node(Action<DbContextOptionsBuilder>? with = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDataProtection();
        services.AddSingleton<TimeProvider>(world.Clock);
        services.AddIntegrity(world.Engine);
        if (with is not null) services.ConfigureDbContext<IntegrityDb>(with);
        return services.BuildServiceProvider();
    }

    [Fact]
    public async Task Several_nodes_look_at_once_and_each_expiry_happens_once()
    {
        var cases = await Notified(6);
        world.Clock.Set(StatementOver);
        var nodes = Enumerable.Range(0, 4).Select(_ => Node()).ToList();
        try
        {
            var fired = await Task.WhenAll(nodes.Select(node => Task.Run(() => DeadlineWork.FireDue(node.GetRequiredService<Door>(), world.Clock, Cancel), Cancel)));
            // Every node that asked with the same key is given the one answer; what happened, happened once.
            Assert.True(fired.Sum() >= cases.Count, string.Join(' ', fired));
            foreach (var @case in cases)
            {
                Assert.Equal(("underReview", 1), (await world.StateOf(@case), await Expiries(@case, "after:statementPeriod")));
                Assert.Equal(1, await world.Read(db => db.CaseDeadlines.CountAsync(d => d.Process == @case && d.Name == "statementPeriod" && d.Standing == DeadlineStanding.Fired)));
            }
            Assert.Equal(cases.Count, await world.Read(db => db.JournalEntries.CountAsync(e => e.Kind == nameof(FireDeadline))));
        }
        finally
        {
            foreach (var node in nodes) await node.DisposeAsync();
        }
        Assert.Equal(0, await world.Tick());
    }

    /// <summary>Everything is planned and written, and the process dies before the commit.</summary>
    private sealed class Death : DbTransactionInterceptor
    {
        public int Left { get; set; }

        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            System.Data.Common.DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            --Left < 0 ? base.TransactionCommittingAsync(transaction, eventData, result, cancellationToken) : throw new IOException("killed before the commit");
    }

    [Fact]
    public async Task A_worker_that_dies_between_plan_and_commit_has_done_nothing_and_another_does_it()
    {
        var cases = await Notified(3);
        world.Clock.Set(StatementOver);
        var death = new Death { Left = 2 };
        await using (var dying = Node(options => options.AddInterceptors(death)))
        {
            var broken = await Assert.ThrowsAsync<AggregateException>(() => DeadlineWork.FireDue(dying.GetRequiredService<Door>(), world.Clock, Cancel));
            Assert.Equal(2, broken.InnerExceptions.Count);
        }
        // The third had its turn all the same; the first two are as they were.
        Assert.Equal(["notified", "notified", "underReview"], await Task.WhenAll(cases.Select(world.StateOf)));
        Assert.Equal(2, await world.Tick());
        foreach (var @case in cases) Assert.Equal(("underReview", 1), (await world.StateOf(@case), await Expiries(@case, "after:statementPeriod")));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_and_forth_neither_loses_a_period_nor_ends_it_early()
    {
        var @case = (await Notified(1))[0];
        world.Clock.Set(Served.AddDays(1));
        Assert.Equal(0, await world.Tick());
        // Asked for while the clock was wrong, refused, and that no is remembered under its key.
        var deadline = await world.Read(db => db.CaseDeadlines.SingleAsync(d => d.Process == @case && d.Name == "statementPeriod"));
        var early = await world.Door.Enter(new FireDeadline(deadline.Id, deadline.Run), Caller.Clock, $"deadline:{deadline.Id.Value}:{deadline.Run}", Cancel);
        Assert.Equal("cases.deadline_not_over", early.Refusal!.Code);
        world.Clock.Set(new(2026, 8, 1));
        Assert.Equal(0, await world.Tick());
        world.Clock.Set(StatementOver);
        Assert.Equal(1, await world.Tick());
        Assert.Equal(("underReview", 1), (await world.StateOf(@case), await Expiries(@case, "after:statementPeriod")));
    }

    [Fact]
    public async Task After_a_long_standstill_everything_that_ran_out_meanwhile_is_done_in_its_order()
    {
        world.Clock.Set(new(2026, 8, 3));
        var contract = await world.Contract("HT-L");
        await world.MakePayable(contract);
        await world.Certify(contract, 10_000_000);
        world.Clock.Set(Served);
        var @case = await world.Flag(contract);
        world.Clock.Set(new(2026, 12, 1));
        await world.Tick();
        var happened = (await StepsOf(@case)).Select(s => s.Event).ToList();
        Assert.Equal("after:confirmDue", happened[1]);
        // The repeating period of the next step counts from the day on which the case got there, not from the past.
        Assert.Equal("unconfirmed", await world.StateOf(@case));
        Assert.True((await world.Balance(contract)).HeldFor(@case.Value).IsZero);
        // A confirmation that comes too late lays no hold, so the limit of none begins, and nothing says that something is held (P-5).
        await world.Confirm(@case);
        Assert.DoesNotContain(await world.Read(db => db.CaseDeadlines.AsNoTracking().Where(d => d.Process == new ProcessId(@case.Value)).ToListAsync()), d => d is { Name: "holdLimit", IsRunning: true });
        Assert.Equal("已暂缓支付（暂缓已失效）", (await world.Ask(world.Auditor, new ShowCase(@case))).StateZh);
        Assert.Equal("已暂缓支付（暂缓已失效）", Assert.Single((await world.Ask(world.Auditor, new ListCases(null))).Items).StateZh);
    }

    /// <summary>The contractor's word and the end of his period meet on one version of the case.</summary>
    [Fact]
    public async Task An_expiry_and_a_late_defence_race_and_one_of_two_lawful_orders_happens()
    {
        var cases = await Notified(8);
        world.Clock.Set(StatementOver);
        var (first, late) = (0, 0);
        await using var node = Node();
        foreach (var @case in cases)
        {
            var (seen, paper) = (await world.SeenOf(@case), await world.Kept(world.Auditor, "书面申辩"));
            var deadline = await world.Read(db => db.CaseDeadlines.SingleAsync(d => d.Process == @case && d.Name == "statementPeriod"));
            var expiry = () => node.GetRequiredService<Door>().Enter(new FireDeadline(deadline.Id, deadline.Run), Caller.Clock, $"deadline:{deadline.Id.Value}:{deadline.Run}", Cancel);
            var defence = () => world.Door.Enter(new SubmitDefence(@case, "并非我方人员所为", paper, seen), world.Auditor, $"defence:{@case.Value}", Cancel);
            // Whoever reaches the lock first; each gets his turn at being early.
            var both = (first + late) % 2 == 0 ? (Task.Run(expiry, Cancel), Task.Run(defence, Cancel)) : Later();
            (Task<Outcome<ProcessId>>, Task<Outcome<CaseId>>) Later()
            {
                var word = Task.Run(defence, Cancel);
                return (Task.Run(expiry, Cancel), word);
            }
            var (ended, said) = (await both.Item1, await both.Item2);
            Assert.True(ended.IsDone, ended.Refusal?.En);
            Assert.Equal(("underReview", 1), (await world.StateOf(@case), await Expiries(@case, "after:statementPeriod")));
            var steps = (await StepsOf(@case)).Select(s => s.Event).ToList();
            var defences = await world.Read(db => db.CaseDefences.CountAsync(d => d.PenaltyCase == @case));
            if (said.IsDone)
            {
                // Heard in time: it stands in the file and must be answered.
                Assert.True(steps.IndexOf("SUBMIT_DEFENCE") < steps.IndexOf("after:statementPeriod"));
                Assert.Equal(1, defences);
                first++;
            }
            else
            {
                Assert.Equal("acts.changed_since", said.Refusal!.Code);
                Assert.Equal(0, defences);
                late++;
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"defence first {first}, expiry first {late}");
        Assert.Equal(cases.Count, first + late);
    }

    [Fact]
    public async Task The_keeper_of_a_step_is_reminded_once_on_each_of_its_days()
    {
        var @case = (await Notified(1))[0];
        async Task<int> Reminders(DateOnly day, int runs = 2)
        {
            world.Clock.Set(day);
            for (var i = 0; i < runs; i++) await DeadlineWork.RemindDue(world.Door, world.Clock, Cancel);
            return (await StepsOf(@case)).Count(s => s.Event == CaseEvents.Reminder && s.Actions.StartsWith("statementPeriod", StringComparison.Ordinal));
        }
        // Five working days from Wednesday 23 September over Mid-Autumn and National Day: 8 October; two working days before it is 29 September.
        var deadline = await world.Read(db => db.CaseDeadlines.SingleAsync(d => d.Process == @case && d.Name == "statementPeriod"));
        Assert.Equal((new DateOnly(2026, 10, 8), new DateOnly(2026, 9, 29)), (deadline.DueOn!.Value, deadline.RemindOn!.Value));
        Assert.Equal(0, await Reminders(new(2026, 9, 28)));
        Assert.Equal("cases.deadline_not_over", (await world.Door.Enter(new RemindOfDeadline(deadline.Id, new(2026, 9, 29)), Caller.Clock, "early", Cancel)).Refusal!.Code);
        Assert.Equal(1, await Reminders(new(2026, 9, 29)));
        Assert.Equal(1, await Reminders(new(2026, 9, 30)));
        // The record tells it in words, not by the names of the definition.
        var told = (await world.Ask(world.Auditor, new ShowCase(@case))).Steps.Last(s => s.Event == CaseEvents.Reminder);
        Assert.Equal(("陈述申辩期 2026-10-08; 合同相对人", "Statement period 2026-10-08; Contractor"), (told.DoneZh, told.DoneEn));
        Assert.Equal("cases.deadline_not_running", (await world.Door.Enter(new RemindOfDeadline(deadline.Id, new(2026, 9, 29)), Caller.Clock, "again", Cancel)).Refusal!.Code);
    }

    [Fact]
    public async Task More_time_is_decided_with_its_ground_as_often_and_as_long_as_the_definition_says()
    {
        var @case = (await Notified(1))[0];
        ProposePeriod More(long seen, int days = 20, string deadline = "reviewLimit", string reason = "鉴定尚未出具") => new(@case, deadline, days, reason, seen);
        await world.Refused("workflows.not_begun", world.AuditorTwo, More(await world.SeenOf(@case)));
        await world.Refused("cases.deadline_not_running", world.AuditorTwo, More(await world.SeenOf(@case), deadline: "nothing"));
        await world.Until(StatementOver);
        async Task<long> Seen() => await world.SeenOf(@case);
        async Task<DateOnly?> Due() => await world.Read(db => db.CaseDeadlines.Where(d => d.Process == @case && d.Name == "reviewLimit" && d.Standing == DeadlineStanding.Running).Select(d => d.DueOn).SingleAsync());
        // 90 days from 23 September.
        Assert.Equal(new DateOnly(2026, 12, 22), await Due());
        await world.Refused("cases.words_missing", world.AuditorTwo, More(await Seen(), reason: " "));
        await world.Refused("workflows.extension_not_positive", world.AuditorTwo, More(await Seen(), days: 0));
        await world.Refused("workflows.extension_too_long", world.AuditorTwo, More(await Seen(), days: 31));
        await world.Refused("workflows.not_extendable", world.AuditorTwo, More(await Seen(), deadline: "holdLimit"));
        await world.Refused("cases.nothing_put_to_vote", world.AuditorTwo, new ExtendPeriod(@case, await Seen()));
        async Task<CaseChoice> Offered(string trigger) => (await world.Ask(world.AuditorTwo, new ShowCase(@case))).Choices.Single(c => c.Trigger == trigger);
        Assert.Equal((true, "提请延长“办案期限”"), await Offered("PROPOSE_PERIOD:reviewLimit") is var offered ? (offered.Allowed, offered.LabelZh) : default);
        Assert.DoesNotContain((await world.Ask(world.Auditor, new ShowCase(@case))).Choices, c => c.Trigger.Contains("PERIOD", StringComparison.Ordinal));
        var item = await world.Do(world.AuditorTwo, More(await Seen()));
        await world.Refused("cases.put_to_vote_already", world.AuditorTwo, More(await Seen()));
        await world.Refused("decisions.not_yet_decided", world.Secretary, new ExtendPeriod(@case, await Seen()));
        // One vote on more time at once; it says nothing of the hold.
        await world.Refused("cases.put_to_vote_already", world.AuditorTwo, new ProposeExtension(@case, "鉴定尚未出具", await Seen()));
        Assert.Equal("cases.put_to_vote_already", (await Offered(ProposeExtension.Choice)).WhyCode);
        Assert.Equal("decisions.not_yet_decided", (await Offered(ExtendPeriod.Choice)).WhyCode);
        await (await Session.Of(world)).Decide(item);
        Assert.Equal((true, "延长“办案期限”20 日"), await Offered(ExtendPeriod.Choice) is var decided ? (decided.Allowed, decided.LabelZh) : default);
        await world.Refused("decisions.another_kind_decided", world.Secretary, new ExtendHold(@case, await Seen()));
        await world.Do(world.Secretary, new ExtendPeriod(@case, await Seen()));
        Assert.Equal(new DateOnly(2027, 1, 11), await Due());
        await world.Refused("workflows.extended_too_often", world.AuditorTwo, More(await Seen(), days: 5));
        Assert.Equal("workflows.extended_too_often", (await Offered("PROPOSE_PERIOD:reviewLimit")).WhyCode);
        Assert.Equal(("延长期限", "鉴定尚未出具"), (await world.Ask(world.Auditor, new ShowCase(@case))).Steps[^1] is var step ? (step.LabelZh, step.Words) : default);
    }

    /// <summary>P-5, P-10: a decision on more time that nobody took over in time is spent; it does not keep the case from another one for ever.</summary>
    [Fact]
    public async Task More_time_that_was_decided_and_not_taken_over_before_the_period_ran_out_bars_no_other_request()
    {
        var @case = (await Notified(1))[0];
        async Task<long> Seen() => await world.SeenOf(@case);
        await world.Until(StatementOver);
        var session = await Session.Of(world);
        await session.Decide(await world.Do(world.AuditorTwo, new ProposeExtension(@case, "鉴定尚未出具", await Seen())));
        await world.Refused("cases.put_to_vote_already", world.AuditorTwo, new ProposePeriod(@case, "reviewLimit", 20, "鉴定尚未出具", await Seen()));
        async Task<IEnumerable<string>> Offered() => (await world.Ask(world.AuditorTwo, new ShowCase(@case))).Choices.Select(c => c.Trigger);
        Assert.Contains("EXTEND_HOLD", await Offered());
        // The hold lapses meanwhile: its extension comes too late.
        await world.Until((await world.PeriodOf(@case, "holdLimit")).DueOn!.Value.AddDays(1));
        Assert.True((await world.CaseOf(@case)).HoldLapsed);
        Assert.DoesNotContain("EXTEND_HOLD", await Offered());
        var item = await world.Do(world.AuditorTwo, new ProposePeriod(@case, "reviewLimit", 20, "鉴定尚未出具", await Seen()));
        await session.Decide(item);
        await world.Do(world.Secretary, new ExtendPeriod(@case, await Seen()));
    }

    [Fact]
    public async Task A_period_is_provisional_until_the_calendar_of_its_last_year_is_published_and_is_counted_anew_then()
    {
        world.Clock.Set(new(2026, 8, 3));
        var contract = await world.Contract("HT-P");
        await world.MakePayable(contract);
        await world.Certify(contract, 10_000_000);
        world.Clock.Set(new(2026, 12, 28));
        var @case = await world.Flag(contract);
        await world.Confirm(@case);
        async Task<CaseDeadlineRow> Notice() => (await world.Ask(world.Auditor, new ShowCase(@case))).Deadlines.Single(d => d.Name == "noticeDue");
        // Seven working days of plain weeks without New Year's Day: 7 January.
        Assert.Equal((new DateOnly(2027, 1, 7), true), ((await Notice()).DueOn!.Value, (await Notice()).Provisional));
        Assert.Equal((7, true), (await Notice() is var row ? (row.Left!.Value, row.InWorkingDays) : default));
        CalendarDay Off(int day) => new(2027, new(2027, 1, day), CalendarDayKind.Off, "元旦", "国务院办公厅通知");
        var seen = await world.SeenOf(@case);
        await world.Do(world.Admin, new ImportCalendar([Off(1), Off(2), Off(3), Off(4), new(2027, new(2027, 1, 9), CalendarDayKind.Work, "元旦", "国务院办公厅通知")]));
        Assert.Equal((new DateOnly(2027, 1, 8), false), ((await Notice()).DueOn!.Value, (await Notice()).Provisional));
        Assert.NotEqual(seen, await world.SeenOf(@case));
        world.Clock.Set(new(2027, 1, 7));
        await world.Tick();
        Assert.Equal(0, await Expiries(@case, "after:noticeDue"));
        world.Clock.Set(new(2027, 1, 9));
        await world.Tick();
        Assert.Equal(1, await Expiries(@case, "after:noticeDue"));
    }
}
