using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Decisions;
using Integrity.App.Disclosure;
using Integrity.App.Documents;
using Integrity.App.Payments;
using Integrity.Domain.Decisions;
using Integrity.Domain.Documents;
using Integrity.Domain.Parties;
using Integrity.Tests.Cases;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Tests.Proofs;

/// <summary>A bureau's life through all modules: whatever a check proves, or a guard protects, has a row in it.</summary>
public static partial class Story
{
    public static async Task<World> Tell() => (await World.After(new(2026, 8, 3), Told)).World;

    private static async Task<bool> Told(World world)
    {
        await TellIn(world);
        return true;
    }

    /// <summary>The same in a world that is there already.</summary>
    public static async Task TellIn(World world)
    {
        var team = await world.Contract("HT-1");
        var supplier = await world.Contract("HT-2", kind: CounterpartyKind.Supplier);
        await world.MakePayable(team, supplier);
        await world.Certify(team, 12_345_678);
        await world.Certify(supplier, 7_000_001);
        await world.Correct(team, -45_678);
        await world.Refused("certificates.above_contract_amount", world.Engineer, new PrepareCertificate(supplier, "JL-9", null, null, new(9_000_000_000), WorldCertificates.Paper));
        await world.Fund(6_000_000);
        await world.Fund(4_000_000);
        world.Clock.Set(new(2026, 10, 9));

        // A vote with one member recused; then a round, in which one payee's lines are voted apart, and a court's order comes between the snapshot and the execution.
        var session = await Session.Of(world);
        await session.Decide(await session.Propose(candidates: 1, world.Leaders[^1]));
        var round = await world.Snapshot();
        await world.Candidate(round);
        var item = await world.Do(world.Finance, new ProposeRound(round, await world.Seen(round.Value)));
        var party = await world.Read(db => db.WorksContracts.Where(c => c.Id == team).Select(c => c.Party).SingleAsync());
        var lines = await world.Do(world.Finance, new PutLinesApart(round, party, world.Leaders[2].Official, RecusalGround.Kin, "其弟为该施工队负责人", await world.Seen(round.Value)));
        await session.Decide(item);
        await session.Decide(lines);
        await world.Do(world.Finance, new AdoptDecision(round, await world.Seen(round.Value)));
        await world.Confirm(await world.Do(world.Engineer, new RecordAuthorityOrder(supplier, new(6_500_000), "江州市中级人民法院", "（2026）江执字第8号", "冻结到期债权", WorldCertificates.Paper)));
        await world.Execute(round);

        // The bank gets the instructions, confirms one and sends one back, which is paid again; and wages on another day.
        await world.NamePayer();
        await world.Export(round.Value);
        var instructions = await world.InstructionsOf(round.Value);
        await world.Result(instructions[0], "成功");
        await world.Result(instructions[1], "退回");
        await world.PayAgain(instructions[1].Id);
        await world.Certify(team, 1_000_000, "JL-3");
        await world.Fund(500_000);
        var wages = await world.PrepareWages();
        await world.ConfirmWages(wages);
        var hired = await world.Contract("HT-3", WorldCertificates.TeamTerms with { AdvanceRate = new(100_000), AdvanceRecovery = new(200_000) }, 1_000_000);
        await world.MakePayable(hired);
        await world.Fund(100_000);
        var advances = await world.Advances();
        await world.Vote(advances, session, Vote.Yes);
        var next = await session.Meet([]);
        await world.Do(world.Secretary, new ReportWageRun(wages, next, await world.Seen(wages.Value)));
        await world.Do(world.Secretary, new CloseMeeting(next, await world.Seen(next.Value)));
        await world.Do(Caller.Clock, new PublishCheckpoint());

        // Evidence is kept, in more parts than one.
        var evidence = new byte[Evidence.PartLength + 1];
        "%PDF-"u8.CopyTo(evidence);
        await world.Do(world.Auditor, new BringInEvidence(new(evidence), "询问笔录.pdf", "违约线索"));

        // A case whose notice is served, decided with a referral whose packet goes out.
        var flagged = await world.Flag(team);
        await world.Confirm(flagged);
        await world.Notify(flagged);
        await world.Until(new(2026, 10, 26));
        await world.DecideCase(flagged, WorldMatters.Sanction(refer: true));
        await world.Step((await world.MatterOf(flagged, Domain.Cases.MatterKind.Referral)).Id, "SEND", world.Auditor, document: WorldCases.Paper, organ: "江州市公安局");
    }
}
