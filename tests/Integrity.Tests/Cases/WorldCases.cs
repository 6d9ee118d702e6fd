using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Decisions;
using Integrity.App.Identity;
using Integrity.App.Payments;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>Cases in a test's bureau, entered through acts.</summary>
public static class WorldCases
{
    public const string Paper = WorldCertificates.Paper;

    public static IReadOnlyList<LegFacts> Legs =>
    [
        new(CaseLeg.Breach, "向现场监理赠送购物卡", Paper), new(CaseLeg.StaffMatter, "监理人员收受后放宽验收", Paper), new(CaseLeg.InfluenceAndLoss, "返工损失并造成不良影响", Paper),
    ];

    /// <summary>A deduction of 3.5 %, with one factor.</summary>
    public static CaseSanction Deducting(int ppm = 35_000) =>
        new(false, new(new(ppm), [new(PenaltyFactorKind.Cooperated, "主动交代并配合")], Money.Zero, null), null, false, false, "事实清楚，证据确凿，依廉政合同第八条");

    public static CaseSanction Dismissal => new(false, null, null, false, false, "证据不足");

    extension(World world)
    {
        public Task<CaseId> Flag(ContractId contract, long claimedLoss = 3_000_000, string act = "赠送购物卡", DateOnly? on = null, IReadOnlyList<LegFacts>? legs = null) =>
            world.Do(world.Auditor, new FlagViolation(contract, CaseSource.Inspection, act, on ?? world.Today().AddDays(-10), 1, new(claimedLoss), legs ?? Legs));

        public Task<long> SeenOf(CaseId @case) => world.Seen(@case.Value);

        public async Task Confirm(CaseId @case) => await world.Do(world.AuditorTwo, new ConfirmHold(@case, await world.SeenOf(@case)));

        public async Task Draft(CaseId @case, CaseSanction? proposed = null, long documentedLoss = 3_000_000, Caller? by = null) =>
            await world.Do(by ?? world.Auditor, new DraftNotice(@case, proposed ?? Deducting(), new(documentedLoss), await world.SeenOf(@case)));

        public async Task Notify(CaseId @case, CaseSanction? proposed = null, long documentedLoss = 3_000_000)
        {
            await world.Draft(@case, proposed, documentedLoss);
            await world.Do(world.Auditor, new ServeNotice(@case, Paper, await world.SeenOf(@case)));
        }

        /// <summary>The hearing is appointed for the first lawful day, and held on it.</summary>
        public async Task Hear(CaseId @case, Caller chair)
        {
            await world.Do(world.AuditorTwo, await world.Appointment(@case, chair));
            world.Clock.Set(await world.FirstHearing());
            await world.Do(chair, new HoldHearing(@case, Paper, null, await world.SeenOf(@case)));
        }

        private async Task<DateOnly> FirstHearing() => Hearing.FirstDay(world.Today(), await world.Read(db => new App.Workflows.Calendars(db).Current(default)));

        public async Task<AppointHearing> Appointment(CaseId @case, Caller chair) => new(@case, await world.FirstHearing(), new(9, 30), "本局二楼会议室", chair.Official, "林秘书", await world.SeenOf(@case));

        /// <summary>Fires what has run out by now.</summary>
        public Task<int> Tick() => DeadlineWork.FireDue(world.Door, world.Clock, TestContext.Current.CancellationToken);

        /// <summary>Goes on to the day and lets the clock do what is due.</summary>
        public async Task Until(DateOnly day)
        {
            world.Clock.Set(day);
            await world.Tick();
        }

        public async Task Renew(CaseId @case)
        {
            await world.Do(world.Auditor, new AskForRenewal(@case, "仍在调查", await world.SeenOf(@case)));
            await world.Do(world.AuditorTwo, new RenewHold(@case, await world.SeenOf(@case)));
        }

        /// <summary>A paper that somebody brought in; its hash.</summary>
        public async Task<string> Kept(Caller by, string title) =>
            (await world.Do(by, new App.Documents.BringInEvidence(new([.. "%PDF-1.7\n"u8, .. System.Text.Encoding.UTF8.GetBytes(title)]), title + ".pdf", title))).Digest.ToString();

        /// <summary>Who gives an opinion: two opinions are given by two people.</summary>
        public async Task<Caller> OpinionBy(string task) => task == "legal-review" ? await world.Lawyer() : world.AuditorTwo;

        /// <summary>A reviewer of legal affairs who takes no other part.</summary>
        public async Task<Caller> Lawyer() =>
            await world.Read(db => db.Officials.AsNoTracking().FirstOrDefaultAsync(o => o.Name == "lawyer")) is { } there
                ? Caller.Of(there.Id, Language.Chinese) : await world.Person("lawyer", Office.Leadership, Duty.ReadBusiness, Duty.ReviewCases);

        /// <summary>Who puts a review: he took no part before (P-6).</summary>
        public async Task<Caller> Reviewer() =>
            await world.Read(db => db.Officials.AsNoTracking().FirstOrDefaultAsync(o => o.Name == "reviewer")) is { } there
                ? Caller.Of(there.Id, Language.Chinese) : await world.Person("reviewer", Office.Leadership, Duty.ReadBusiness, Duty.ReviewCases);

        /// <summary>A second keeper of meetings, who took no part in any case.</summary>
        public async Task<Caller> SecretaryTwo() =>
            await world.Read(db => db.Officials.AsNoTracking().FirstOrDefaultAsync(o => o.Name == "secretary-2")) is { } there
                ? Caller.Of(there.Id, Language.Chinese) : await world.Person("secretary-2", Office.Leadership, Duty.ReadBusiness, Duty.KeepMeetings);

        /// <summary>Both opinions, the proposal, and the leadership group's vote on it.</summary>
        public async Task<ItemResult> DecideCase(CaseId @case, CaseSanction sanction, Vote vote = Vote.Yes)
        {
            foreach (var task in new[] { "audit-opinion", "legal-review" })
                await world.Do(await world.OpinionBy(task), new CompleteReview(@case, task, "同意", null, await world.SeenOf(@case)));
            return await world.Propose(@case, sanction, vote);
        }

        /// <summary>The proposal, and the leadership group's vote on it.</summary>
        public async Task<ItemResult> Propose(CaseId @case, CaseSanction sanction, Vote vote = Vote.Yes)
        {
            await world.Do(world.AuditorTwo, new ProposeSanction(@case, sanction, await world.SeenOf(@case)));
            var result = await (await Session.Of(world)).Decide(new((await world.CaseOf(@case)).DecisionItem!.Value), vote);
            await world.Do(world.Secretary, new AdoptCaseDecision(@case, await world.SeenOf(@case)));
            return result;
        }

        public async Task ServeDecision(CaseId @case) => await world.Do(world.AuditorTwo, new ServeDecision(@case, Paper, await world.SeenOf(@case)));

        public async Task Publish(CaseId @case) =>
            await world.Do(world.AuditorTwo, new PublishDecision(@case, "对某施工队违反廉政合同的行为扣罚并公开", await world.SeenOf(@case)));

        /// <summary>A review is asked for, and the superior body decides it, because every member took part.</summary>
        public async Task Review(CaseId @case, ReviewOutcome outcome, DateOnly on)
        {
            await world.Do(world.AuditorTwo, new LodgeReview(@case, "认为处理过重", await world.Kept(world.AuditorTwo, "书面材料"), await world.SeenOf(@case)));
            await world.PutReview(@case, outcome, on);
        }

        /// <summary>The superior body decides a review that was asked for.</summary>
        public async Task PutReview(CaseId @case, ReviewOutcome outcome, DateOnly on)
        {
            var second = await world.SecretaryTwo();
            var item = await world.Do(await world.Reviewer(), new PutReviewToVote(@case, "复核意见", await world.SeenOf(@case)));
            world.Clock.Set(on);
            var digest = await world.Read(async db => (await db.WholeItem(item, default))!.Candidates[(int)outcome - 1].Digest);
            var facts = new SuperiorFacts("市交通运输局", "交党〔2026〕8号", on, Digest.Parse(Paper), digest, IsApproved: true);
            var entered = await world.Do(world.Secretary, new EnterSuperiorDecision(item, await world.Seen(item.Value), facts));
            await world.Do(second, new ConfirmSuperiorDecision(entered, await world.Seen(entered.Value), facts));
            await world.Do(world.AuditorTwo, new DecideReview(@case, await world.SeenOf(@case)));
        }

        public Task<PenaltyCase> CaseOf(CaseId @case) => world.Read(db => db.PenaltyCases.AsNoTracking().SingleAsync(c => c.Id == @case));

        public async Task<string> StateOf(CaseId @case) => (await world.CaseOf(@case)).State;

        /// <summary>The bank gets every instruction of the run that has not gone out, and confirms all that are on their way.</summary>
        public async Task SettleRun(long run)
        {
            var waiting = (await world.InstructionsOf(run)).Where(i => i.State == InstructionState.InFlight).ToList();
            if (waiting.Count == 0) return;
            await world.Export(run);
            await world.ImportResults(WorldBank.Sheet([.. waiting.Select(i => (EndToEndId.Of(i.Id), new Money(i.Fen).ToPlainYuan(), "成功"))]));
        }

        /// <summary>What the run pays to the contract's own account.</summary>
        public async Task<Instruction> RatioInstruction(long run, ContractId contract) =>
            (await world.InstructionsOf(run)).Single(i => i.Contract == contract.Value && i.Kind == InstructionKind.Ratio && i.Replaces == 0);
    }
}
