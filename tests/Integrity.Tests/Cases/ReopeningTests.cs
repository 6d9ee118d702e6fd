using Integrity.App.Cases;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>D-1, P-5, P-6: a closed case is opened again by decision on new facts or a judgment; only the decision can hold anew, and nothing follows without a new notice.</summary>
public sealed class ReopeningTests : IAsyncDisposable
{
    private World world = null!;
    private Session session = null!;
    private CaseId @case;
    private ContractId contract;

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private Task<long> Seen => world.SeenOf(@case);

    private async Task Closed()
    {
        world = await World.Begin(new(2026, 8, 3));
        contract = await world.Contract("HT-B");
        await world.MakePayable(contract);
        await world.Certify(contract, 87_654_321);
        session = await Session.Of(world);
        world.Clock.Set(new(2026, 9, 23));
        @case = await world.Flag(contract);
        await world.Confirm(@case);
        await world.Notify(@case);
        await world.Until(new(2026, 10, 9));
        await world.DecideCase(@case, WorldCases.Dismissal);
        await world.Do(world.AuditorTwo, new CloseCase(@case, "不予处理，已告知", WorldCases.Paper, await Seen));
        Assert.True((await world.CaseOf(@case)).Ended);
    }

    private async Task<ProposeReopening> Proposal(bool holds = true) => new(@case, ReopeningGround.NewFacts, "新证人证言", WorldCases.Paper, holds, await Seen);

    private async Task Reopened(bool holds)
    {
        await session.Decide(await world.Do(world.AuditorTwo, await Proposal(holds)));
        await world.Do(world.AuditorTwo, new ReopenCase(@case, await Seen));
    }

    private Task<Money> Held() => world.Read(async db => new Money(-await db.Set<App.Ledger.PostingRow>().Where(p => p.Owner == contract.Value && p.Subject == @case.Value && p.Standing == Domain.Ledger.Standing.Held).SumAsync(p => p.Fen)));

    [Fact]
    public async Task It_needs_words_a_proof_an_end_and_a_vote()
    {
        await Closed();
        await world.Refused("cases.words_missing", world.AuditorTwo, await Proposal() with { Reason = " " });
        await world.Refused("cases.evidence_unreadable", world.AuditorTwo, await Proposal() with { Proof = "x" });
        await world.Refused("cases.nothing_put_to_vote", world.AuditorTwo, new ReopenCase(@case, await Seen));
        var item = await world.Do(world.AuditorTwo, await Proposal());
        await world.Refused("cases.put_to_vote_already", world.AuditorTwo, await Proposal());
        await session.Decide(item, Vote.No);
        await world.Refused(world.AuditorTwo, new ReopenCase(@case, await Seen));
        Assert.True((await world.CaseOf(@case)).Ended);

        var other = await world.Flag(contract, act: "请客");
        await world.Refused("cases.not_closed", world.AuditorTwo, new ProposeReopening(other, ReopeningGround.Judgment, "判决", WorldCases.Paper, true, await world.SeenOf(other)));
    }

    [Fact]
    public async Task Reopened_with_a_hold_it_holds_within_its_exposure_and_a_new_notice_is_due()
    {
        await Closed();
        Assert.Equal(0, (await Held()).Fen);
        await Reopened(holds: true);
        Assert.Equal("held", await world.StateOf(@case));
        Assert.True((await Held()).IsPositive);
        Assert.True(await world.Read(db => db.CaseDeadlines.AnyAsync(d => d.Process == @case && d.Name == "holdLimit" && d.Standing == DeadlineStanding.Running)));
        await world.Refused("workflows.requirement_unmet", world.Auditor, new ServeNotice(@case, WorldCases.Deducting(), new(3_000_000), "", await Seen));
        await world.Notify(@case);
        await world.Until(new(2026, 10, 20));
        await world.DecideCase(@case, WorldCases.Deducting());
        await world.ServeDecision(@case);
        Assert.True((await world.CaseOf(@case)).Deducted.IsPositive);

        // What stands is not sanctioned a second time by opening the case again.
        await world.Publish(@case);
        await world.Until(new(2026, 11, 30));
        Assert.True((await world.CaseOf(@case)).Ended);
        await world.Refused("cases.sanction_stands", world.AuditorTwo, await Proposal());
    }

    [Fact]
    public async Task Reopened_without_a_hold_nothing_is_held_and_the_case_goes_on()
    {
        await Closed();
        await Reopened(holds: false);
        Assert.Equal(("held", 0L), (await world.StateOf(@case), (await Held()).Fen));
        await world.Notify(@case);
        Assert.Equal(("notified", 0L), (await world.StateOf(@case), (await Held()).Fen));
    }
}
