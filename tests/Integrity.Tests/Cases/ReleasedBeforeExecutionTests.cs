using Integrity.App.Cases;
using Integrity.App.Contracts;
using Integrity.App.Payments;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>R-5, R-7, invariant 9: a hold that ends between a round's snapshot and its execution leaves the voted list as it is, and what it released is caught up in the act that executes the list.</summary>
public sealed class ReleasedBeforeExecutionTests : IAsyncLifetime
{
    // 87,654,321 certified less 20 % labour and 3 % retention.
    private static readonly Money Owed = new(67_493_828);
    private static readonly Ratio Half = new(500_000);

    private World world = null!;
    private Session session = null!;
    private ContractId team, peer;
    private CaseId @case;

    public async ValueTask InitializeAsync()
    {
        (world, (team, peer, @case)) = await World.After(new(2026, 8, 3), Before);
        session = await Session.Of(world);
    }

    private static async Task<(ContractId Team, ContractId Peer, CaseId Case)> Before(World world)
    {
        var (team, peer) = (await world.Contract("HT-A"), await world.Contract("HT-B"));
        await world.MakePayable(team, peer);
        await world.Certify(team, 87_654_321);
        await world.Certify(peer, 87_654_321, "JL-2");
        await world.Fund(200_000_000);
        world.Clock.Set(new(2026, 9, 23));
        await Session.Of(world);
        var @case = await world.Flag(team);
        await world.Confirm(@case);
        return (team, peer, @case);
    }

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private async Task<PaymentRoundId> Voted()
    {
        var round = await world.Snapshot(new(2027, 1, 31));
        var type = (await world.Ask(world.Finance, new TryRatios(round, null))).Types.Single().PayeeType;
        await world.Candidate(round, new NamedRatio(type, Half));
        await world.Decide(round, session);
        return round;
    }

    private async Task<Money> Paid(ContractId contract, PaymentRoundId round) => new(await world.Read(db => db.Instructions
        .Where(i => i.Run == round.Value && i.Contract == contract.Value && i.Kind != InstructionKind.Wage).SumAsync(i => i.Fen)));

    [Theory]
    [InlineData("withdrawn")]
    [InlineData("lapsed")]
    public async Task What_was_never_kept_in_the_end_is_paid_as_to_the_peer_that_was_never_held(string how)
    {
        var round = await Voted();
        if (how == "withdrawn")
        {
            await Withdraw();
        }
        else
        {
            // The limit of the hold ends before the decision lapses.
            await world.Until(world.Today().AddDays(31));
        }
        Assert.Equal(Money.Zero, (await world.Balance(team)).Buckets.Held);
        await world.Execute(round);
        Assert.Equal(await Paid(peer, round), await Paid(team, round));
        Assert.Equal(Owed.Times(Half), await Paid(team, round));
        Assert.Equal(Money.Zero, (await world.Balance(team)).Reserved);
        Assert.Contains((await world.Ask(world.AuditorTwo, new ShowCase(@case))).Steps, s => s.Event == CaseEvents.CatchUp);
    }

    [Fact]
    public async Task After_a_deduction_it_is_paid_as_if_the_deducted_had_never_been_owed()
    {
        await world.Notify(@case);
        await world.Until(new(2026, 10, 9));
        await world.DecideCase(@case, WorldCases.Deducting());
        var round = await Voted();
        await world.ServeDecision(@case);
        await world.Execute(round);
        var deducted = Owed.Times(new Ratio(35_000));
        Assert.Equal(deducted, (await world.CaseOf(@case)).Deducted);
        Assert.Equal((Owed - deducted).Times(Half), await Paid(team, round));
    }

    /// <summary>D-4, R-5: what the other members did not pass, no vote pays; neither what is released before the execution nor what is released after it catches anything up.</summary>
    [Theory]
    [InlineData("before")]
    [InlineData("after")]
    public async Task A_line_that_was_not_passed_is_not_caught_up_when_its_hold_ends(string released)
    {
        var round = await world.Snapshot(new(2027, 1, 31));
        var type = (await world.Ask(world.Finance, new TryRatios(round, null))).Types.Single().PayeeType;
        await world.Candidate(round, new NamedRatio(type, Half));
        var item = await world.Do(world.Finance, new ProposeRound(round, await world.Seen(round.Value)));
        var party = (await world.Read(db => db.WorksContracts.SingleAsync(c => c.Id == team))).Party;
        var lines = await world.Do(world.Finance, new PutLinesApart(round, party, world.Leaders[2].Official, RecusalGround.Kin, "其弟为该施工队负责人", await world.Seen(round.Value)));
        await session.Decide(item);
        await session.Decide(lines, Vote.No);
        await world.Do(world.Finance, new AdoptDecision(round, await world.Seen(round.Value)));
        if (released == "before") await Withdraw();
        await world.Execute(round);
        if (released == "after") await Withdraw();

        Assert.Empty(await world.Read(db => db.Instructions.Where(i => i.Kind == InstructionKind.CatchUp).ToListAsync()));
        Assert.Equal(0, await world.Read(db => db.Instructions.Where(i => i.Contract == team.Value && i.Kind == InstructionKind.Ratio && i.State == InstructionState.InFlight).SumAsync(i => i.Fen)));
        var balance = await world.Balance(team);
        Assert.Equal(Money.Zero, balance.Buckets.Held);
        // What was reserved for the hold is in the fund again; what is reserved is the line itself.
        Assert.DoesNotContain(balance.Reserves, r => r.Subject == @case.Value);
        Assert.Equal(Owed, balance.Buckets.Due + balance.Buckets.Returned);
        Assert.Empty(await world.Verify());
    }

    private async Task Withdraw()
    {
        await world.Do(world.Auditor, new AskForWithdrawal(@case, "查明不实", await world.SeenOf(@case)));
        await world.Do(world.AuditorTwo, new WithdrawLead(@case, await world.SeenOf(@case)));
    }
}
