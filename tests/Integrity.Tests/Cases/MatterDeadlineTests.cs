using Integrity.App;
using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Exchange;
using Integrity.Domain.Cases;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>P-10: the periods of matters are fired by the same hand as those of cases, once, and lost to no death and no restart.</summary>
public sealed class MatterDeadlineTests : IAsyncLifetime
{
    private World world = null!;
    private MatterId referral;

    public async ValueTask InitializeAsync() => (world, referral) = await World.After(new(2026, 8, 3), Before);

    private static async Task<MatterId> Before(World world)
    {
        var sanction = WorldMatters.Sanction(refer: true);
        var @case = await world.CaseUnderReview(await world.OwedContract(), sanction);
        await world.DecideCase(@case, sanction);
        var referral = (await world.MatterOf(@case, MatterKind.Referral)).Id;
        return referral;
    }

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<int> Escalations() => (await world.StepsOf(referral)).Count(s => s.Event == "after:sendDue");

    /// <summary>Everything is planned and written, and the process dies before the commit.</summary>
    private sealed class Death : DbTransactionInterceptor
    {
        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            System.Data.Common.DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            throw new IOException("killed before the commit");
    }

    private ServiceProvider Node(bool dying)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDataProtection();
        services.AddSingleton<TimeProvider>(world.Clock);
        services.AddIntegrity(world.Engine);
        if (dying) services.ConfigureDbContext<App.Storage.IntegrityDb>(options => options.AddInterceptors(new Death()));
        return services.BuildServiceProvider();
    }

    [Fact]
    public async Task A_worker_that_dies_before_the_commit_has_done_nothing_and_after_a_restart_several_nodes_do_it_once()
    {
        world.Clock.Move(TimeSpan.FromHours(25));
        await using (var dying = Node(dying: true))
            await Assert.ThrowsAsync<AggregateException>(() => DeadlineWork.FireDue(dying.GetRequiredService<Door>(), world.Clock, Cancel));
        Assert.Equal(0, await Escalations());
        var nodes = Enumerable.Range(0, 3).Select(_ => Node(dying: false)).ToList();
        try
        {
            await Task.WhenAll(nodes.Select(node => Task.Run(() => DeadlineWork.FireDue(node.GetRequiredService<Door>(), world.Clock, Cancel), Cancel)));
        }
        finally
        {
            foreach (var node in nodes) await node.DisposeAsync();
        }
        Assert.Equal((1, 0), (await Escalations(), await world.Tick()));
    }

    [Fact]
    public async Task The_handing_over_and_the_end_of_its_hours_race_and_one_of_two_lawful_orders_happens()
    {
        world.Clock.Move(TimeSpan.FromHours(25));
        var (deadline, seen) = (await world.PeriodOf(referral, "sendDue"), await world.SeenOf(referral));
        await using var node = Node(dying: false);
        var expiry = Task.Run(() => node.GetRequiredService<Door>().Enter(new FireDeadline(deadline.Id, deadline.Run), Caller.Clock, $"deadline:{deadline.Id.Value}:{deadline.Run}", Cancel), Cancel);
        var sent = await world.Door.Enter(new StepInMatter(referral, "SEND", null, WorldCases.Paper, null, "江州市公安局", null, seen), world.Auditor, "send", Cancel);
        var ended = await expiry;
        Assert.Equal(sent.IsDone ? "cases.deadline_not_running" : "acts.changed_since", (sent.IsDone ? ended.Refusal : sent.Refusal)!.Code);
        Assert.Equal(sent.IsDone ? ("sent", 0) : ("approved", 1), (await world.StateOf(referral), await Escalations()));
    }

    [Fact]
    public async Task A_calendar_that_is_published_counts_the_periods_of_matters_anew()
    {
        world.Clock.Set(new(2026, 12, 30));
        await world.Step(referral, "SEND", world.Auditor, document: WorldCases.Paper, organ: "江州市公安局");
        // Three days over New Year: where 2 January stands is not known before the calendar of 2027 is.
        Assert.True((await world.PeriodOf(referral, "filingDue")).Provisional);
        await world.Do(world.Admin, new ImportCalendar([.. Enumerable.Range(1, 4).Select(d => new CalendarDay(2027, new(2027, 1, d), CalendarDayKind.Off, "元旦", "国务院办公厅通知"))]));
        var period = await world.PeriodOf(referral, "filingDue");
        Assert.Equal((false, new DateOnly(2027, 1, 5)), (period.Provisional, period.DueOn!.Value));
    }
}
