using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Decisions;
using Integrity.App.Identity;
using Integrity.App.Parties;
using Integrity.App.Payments;
using Integrity.Domain.Cases;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Integrity.Tests.Cases;
using Integrity.Tests.Certificates;
using Integrity.Tests.Contracts;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Tests.Proofs;

public static partial class Story
{
    /// <summary>Another bureau, in which everything is written that the first has no need of.</summary>
    public static async Task<World> TellRest()
    {
        var world = await World.Begin();
        var contract = await world.OwedContract();
        var session = await Session.Of(world);
        var party = await world.Read(db => db.WorksContracts.Where(c => c.Id == contract).Select(c => c.Party).SingleAsync());

        // What belongs to a contract: members, a change of its amount, more time, a deposit, a payment by somebody else; and money that is expected.
        var member = await world.Do(world.Engineer, new RegisterCounterparty(
            CounterpartyKind.ConstructionTeam, "江州顺达路桥有限公司", "91329900MAJU5HND5H", false, null, null, true, [new("顾建国", PartyRole.LegalRepresentative, null)]));
        var project = await world.Project();
        var joint = await world.Do(world.Engineer, WorldContracts.Works("HT-LH", party, project) with { Members = [new(party, new(600_000)), new(member, new(400_000))] });
        await world.Do(world.Engineer, new ProposeVariation(joint, new(20_000_00), "增加护栏", World.Paper, await world.Seen(joint.Value)));
        await world.Do(world.Engineer, new ExtendContract(joint, new(2026, 9, 20), new(2027, 9, 20), "续签一年", World.Paper, await world.Seen(joint.Value)));
        await world.Do(world.Finance, new RegisterDeposit(joint, "Performance", new(1_000_000), new(2026, 9, 21), World.Paper, await world.Seen(joint.Value)));
        await world.Do(world.Finance, new RecordThirdPartyPayment(contract, new(100), false, "江州总承包公司", new(2026, 9, 1), World.Paper));
        await world.Do(world.Finance, new ExpectRecovery(project, new(500), new(2026, 12, 1), world.Finance.Official, "业主欠付计量款"));
        await world.Do(world.Admin, new AppointSubstitute(world.AuditorTwo.Official, (await world.Person("deputy", Domain.Identity.Office.Audit, Domain.Identity.Duty.ReadBusiness)).Official, new(2026, 9, 23), new(2026, 9, 25), "出差"));
        var taken = await world.Taken(100_000, 60_000, new(2026, 9, 1), "HT-QC", "91329900MA7JQXFN28");
        await world.Do(world.Engineer, new PrepareOpeningSplit(taken, new(0), new(0), null, new(0), [new(new(2026, 9, 1), new(40_000))], new(), World.Paper));

        await world.Do(world.Finance, new CreateAccessToken("对账程序", [Domain.Identity.Duty.ReadBusiness], new(2026, 12, 31), new("integrity-0123456789abcdef0123456789abcdef")));

        // A case whose contractor is heard, excluded and deducted in instalments; what he signed before is proved by a second person; a superior body decides his review.
        var sanction = WorldCases.Deducting() with { Deduction = WorldCases.Deducting().Deduction! with { Instalments = 2 }, Exclusion = new("本局全部工程", 1) };
        var @case = await world.Flag(contract);
        await world.Confirm(@case);
        await world.Notify(@case, sanction);
        await world.Do(await world.Contractor("own", party.Value), new SubmitDefence(@case, "购物卡并非我方赠送", null, await world.SeenOf(@case)));
        await world.Do(world.Auditor, new AnswerDefence(@case, 1, "监控与证言相互印证", await world.SeenOf(@case)));
        await world.Until(new(2026, 10, 9));
        await world.DecideCase(@case, sanction);
        await world.ServeDecision(@case);
        var late = await world.Do(world.Engineer, WorldContracts.Works("HT-BQ", party, project));
        await world.Do(world.EngineerTwo, new ConfirmSigning(late, World.Paper, await world.Seen(late.Value)));
        await world.Publish(@case);
        await world.Review(@case, ReviewOutcome.Upheld, new(2026, 10, 16));

        // A contract goes into another payee type as decided.
        await session.Decide(await world.Do(world.Engineer, new ProposePayeeTypeChange(joint, new(3), "以机械作业为主", World.Paper, await world.Seen(joint.Value))));
        await world.Do(world.EngineerTwo, new CarryOutPayeeTypeChange(joint, await world.Seen(joint.Value)));

        // A vote that was held on paper.
        var item = await session.Propose();
        var meeting = await world.Do(world.Secretary, new ConveneMeeting(session.Body, world.Today(), "三楼会议室", Medium.Paper, [item]));
        world.Clock.Move(TimeSpan.FromHours(3));
        var votes = world.Leaders.Skip(1).Append(world.Leaders[0]).Select(one => new PaperBallot(one.Official, Vote.Yes)).ToList();
        await world.Do(world.Secretary, new EnterPaperMinutes(meeting, await world.Seen(meeting.Value), new(Digest.Parse(World.Paper), session.People(), null,
            [new(item, [], [new(Room.Hash(1), BureauTime.StartOf(world.Today()).AddHours(10), votes)])])));
        return world;
    }
}
