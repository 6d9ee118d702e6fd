using Integrity.App.Decisions;
using Integrity.App.Payments;
using Integrity.Domain.Decisions;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;

namespace Integrity.App;

// Six rounds in different states: three closed, one that was not passed, one under way at the bank, one before the group.
public sealed partial class DemoBureau
{
    private void HoldRounds()
    {
        On(new(2025, 3, 31), () => Hold(Vote.Yes, execute: true, new(1, new(320_000)), new(2, new(280_000)), new(3, new(280_000))));
        On(new(2025, 9, 30), () => Hold(Vote.Yes, execute: true, new NamedRatio(2, new(450_000))));
        On(new(2026, 2, 10), () => Hold(Vote.No, execute: false));
        On(new(2026, 3, 31), () => Hold(Vote.Yes, execute: true));
        On(new(2026, 8, 31), () => Hold(Vote.Yes, execute: true));
        On(new(2026, 11, 20), async () =>
        {
            var round = await Prepare();
            await Do(Accountant, new AddCandidate(round, [new(2, new(200_000))], await Seen(round.Value)));
            await Do(Accountant, new ProposeRound(round, await Seen(round.Value)));
        });
    }

    private async Task Hold(Vote vote, bool execute, params NamedRatio[] named)
    {
        var round = await Prepare(named);
        var item = await Do(Accountant, new ProposeRound(round, await Seen(round.Value)));
        await Decide(item, vote);
        await Do(Accountant, new AdoptDecision(round, await Seen(round.Value)));
        if (execute) await Do(Accountant, new ExecuteRound(round, await Seen(round.Value)));
    }

    private async Task<PaymentRoundId> Prepare(params NamedRatio[] named)
    {
        var round = await Do(Accountant, new OpenRound(null, clock.Today, clock.Today.AddMonths(3)));
        await Do(Accountant, new TakeSnapshot(round, await Seen(round.Value)));
        await Do(Accountant, new AddCandidate(round, named, await Seen(round.Value)));
        return round;
    }

    private async Task Decide(ItemId item, Vote vote)
    {
        var meeting = await Do(Secretary, new ConveneMeeting(group, clock.Today, "三楼会议室", Medium.System, [item]));
        await Do(Secretary, new RecordPresence(meeting, await Seen(meeting.Value), [.. leaders.Select(l => new Presence(l.Official, true))], null));
        await Do(Secretary, new OpenItem(item, await Seen(item.Value)));
        var open = (await Item(item)).Voting!;
        var reason = vote == Vote.Yes ? null : "资金回收情况需进一步核实";
        foreach (var leader in leaders.Skip(1)) await Do(leader, new CastBallot(item, open.Place, open.Digest, vote, reason));
        await Do(leaders[0], new CloseItem(item, open.Place, open.Digest, vote, reason));
        await ReportWages(meeting);
        await Do(Secretary, new CloseMeeting(meeting, await Seen(meeting.Value)));
    }

    private async Task<Item> Item(ItemId item) => (await Read(db => db.WholeItem(item, CancellationToken.None)))!;
}
