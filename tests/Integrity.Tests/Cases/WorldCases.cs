using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Certificates;
using Integrity.App.Decisions;
using Integrity.App.Ledger;
using Integrity.App.Payments;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>Cases in a test's bureau, entered through acts.</summary>
internal static class WorldCases
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
        public Task<CaseId> Flag(ContractId contract, long claimedLoss = 3_000_000, string act = "赠送购物卡", DateOnly? on = null) =>
            world.Do(world.Auditor, new FlagViolation(contract, "督查发现", act, on ?? world.Today().AddDays(-10), 1, new(claimedLoss), Legs));

        public Task<long> SeenOf(CaseId @case) => world.Seen(@case.Value);

        public async Task Confirm(CaseId @case) => await world.Do(world.AuditorTwo, new ConfirmHold(@case, await world.SeenOf(@case)));

        public async Task Notify(CaseId @case, CaseSanction? proposed = null, long documentedLoss = 3_000_000) =>
            await world.Do(world.Auditor, new ServeNotice(@case, proposed ?? Deducting(), new(documentedLoss), Paper, await world.SeenOf(@case)));

        /// <summary>Fires what has run out by now.</summary>
        public Task<int> Tick() => DeadlineWork.FireDue(world.Door, TestContext.Current.CancellationToken);

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

        /// <summary>Both opinions, the proposal, and the leadership group's vote on it.</summary>
        public async Task<ItemResult> DecideCase(CaseId @case, CaseSanction sanction, Vote vote = Vote.Yes)
        {
            foreach (var task in new[] { "audit-opinion", "legal-review" })
                await world.Do(world.AuditorTwo, new CompleteReview(@case, task, "同意", null, await world.SeenOf(@case)));
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
            await world.Do(world.AuditorTwo, new LodgeReview(@case, "认为处理过重", null, await world.SeenOf(@case)));
            var item = await world.Do(world.AuditorTwo, new PutReviewToVote(@case, "复核意见", await world.SeenOf(@case)));
            var second = await world.Person("secretary-2", Office.Leadership, Duty.ReadBusiness, Duty.KeepMeetings);
            world.Clock.Set(on);
            var digest = await world.Read(async db => (await db.WholeItem(item, default))!.Candidates[(int)outcome - 1].Digest);
            var facts = new SuperiorFacts("市交通运输局", "交党〔2026〕8号", on, Digest.Parse(Paper), digest, IsApproved: true);
            var entered = await world.Do(world.Secretary, new EnterSuperiorDecision(item, await world.Seen(item.Value), facts));
            await world.Do(second, new ConfirmSuperiorDecision(entered, await world.Seen(entered.Value), facts));
            await world.Do(world.AuditorTwo, new DecideReview(@case, await world.SeenOf(@case)));
        }

        public Task<PenaltyCase> CaseOf(CaseId @case) => world.Read(db => db.PenaltyCases.AsNoTracking().SingleAsync(c => c.Id == @case));

        public async Task<string> StateOf(CaseId @case) => (await world.CaseOf(@case)).State;

        /// <summary>The bank confirms every instruction of the run that is on its way.</summary>
        public Task Settle(long run) => world.AtTheBank(async (db, post) =>
        {
            foreach (var one in await db.Instructions.Where(i => i.Run == run && i.State == InstructionState.InFlight).OrderBy(i => i.Id).ToListAsync())
            {
                await post(one.Contract, balance => BankResult.Settle(balance, Ref(one)).Value);
                one.State = InstructionState.Settled;
            }
        });

        /// <summary>The bank returns what it had settled of a contract.</summary>
        public Task ReturnSettled(long run, ContractId contract) => world.AtTheBank(async (db, post) =>
        {
            var one = await db.Instructions.SingleAsync(i => i.Run == run && i.Contract == contract.Value);
            var postings = await db.PostingsOf(contract, DateOnly.MaxValue, default);
            await post(one.Contract, balance => BankResult.ReturnSettled(balance, postings, Ref(one)).Value);
            one.State = InstructionState.Returned;
        });

        /// <summary>Paid again under the same vote, and settled.</summary>
        public Task PayAgain(long run, ContractId contract, long again) => world.AtTheBank(async (db, post) =>
        {
            var one = await db.Instructions.SingleAsync(i => i.Run == run && i.Contract == contract.Value);
            await post(one.Contract, balance => BankResult.PayAgain(balance, one.Id, again).Value);
            await post(one.Contract, balance => BankResult.Settle(balance, Ref(one) with { Id = again }).Value);
            one.State = InstructionState.Replaced;
        });

        private async Task AtTheBank(Func<IntegrityDb, Func<long, Func<ContractBalance, LedgerEntry>, Task>, Task> act)
        {
            world.GoesAroundTheDoor();
            await using var scope = world.Scope();
            var db = scope.ServiceProvider.GetRequiredService<IntegrityDb>();
            var books = scope.ServiceProvider.GetRequiredService<Books>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            var context = new ActContext(Caller.Clock, null, world.Clock.GetUtcNow().UtcDateTime, 1, scope.ServiceProvider.GetRequiredService<Counters>());
            await act(db, async (contract, entry) =>
            {
                var own = (await db.BooksOf(new(contract), context.Today, default))!;
                await books.Post(context, "bank", own.Totals, entry(own.Balance).Postings, default);
            });
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
        }
    }

    private static InstructionRef Ref(Instruction one) => new(one.Id, one.Run, one.Kind switch
    {
        InstructionKind.Wage => PaymentKind.Wage,
        InstructionKind.CatchUp => PaymentKind.CatchUp,
        _ => PaymentKind.Ratio,
    });
}
