using Integrity.App.Cases;
using Integrity.App.Contracts;
using Integrity.App.Parties;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Tests.Cases;

/// <summary>What comes out of cases in a test's bureau, entered through acts.</summary>
public static class WorldMatters
{
    /// <summary>A deduction with whatever else the test is about.</summary>
    public static CaseSanction Sanction(int years = 0, bool recommend = false, bool refer = false) =>
        WorldCases.Deducting() with { Exclusion = years == 0 ? null : new("本局全部工程", years), Recommendation = recommend, Referral = refer };

    /// <summary>What lies behind many tests: <c>OwedContract</c>.</summary>
    public static Task<ContractId> Owed(World world) => world.OwedContract();

    extension(World world)
    {
        /// <summary>A bureau with a contract that is owed money, on 23 September 2026.</summary>
        public async Task<ContractId> OwedContract(string number = "HT-B")
        {
            world.Clock.Set(new(2026, 8, 3));
            var contract = await world.Contract(number);
            await world.MakePayable(contract);
            await world.Certify(contract, 87_654_321);
            await Session.Of(world);
            world.Clock.Set(new(2026, 9, 23));
            return contract;
        }

        /// <summary>A case up to its review, its statement period over: 9 October 2026.</summary>
        public async Task<CaseId> CaseUnderReview(ContractId contract, CaseSanction proposed)
        {
            var @case = await world.Flag(contract);
            await world.Confirm(@case);
            await world.Notify(@case, proposed);
            // A world whose clock has gone on waits for this notice's own period.
            var over = (await world.PeriodOf(@case, "statementPeriod")).DueOn!.Value.AddDays(1);
            DateOnly day = new(2026, 10, 9);
            await world.Until(over > day ? over : day);
            return @case;
        }

        /// <summary>A case whose decision was served on 9 October 2026.</summary>
        public async Task<CaseId> Sanctioned(ContractId contract, CaseSanction sanction)
        {
            var @case = await world.CaseUnderReview(contract, sanction);
            await world.DecideCase(@case, sanction);
            await world.ServeDecision(@case);
            return @case;
        }

        /// <summary>Another party, with a contract of its own.</summary>
        public async Task<CounterpartyId> PartyOfNew(string number)
        {
            var contract = await world.Contract(number);
            return await world.Read(db => db.WorksContracts.Where(c => c.Id == contract).Select(c => c.Party).SingleAsync());
        }

        public Task<Matter> MatterOf(CaseId @case, MatterKind kind) =>
            world.Read(db => db.Matters.AsNoTracking().Where(m => m.PenaltyCase == @case && m.Kind == kind).OrderBy(m => m.Id).LastAsync());

        public Task<long> SeenOf(MatterId matter) => world.Seen(matter.Value);

        /// <summary>One step of a matter that must be done.</summary>
        public async Task<MatterId> Step(MatterId matter, string happening, App.Acts.Caller? by = null, string? words = null, string? document = null, string? letter = null, string? organ = null, string? outcome = null) =>
            await world.Do(by ?? world.AuditorTwo, new StepInMatter(matter, happening, words, document, letter, organ, outcome, await world.SeenOf(matter)));

        /// <summary>One step of a matter that must be refused with this code.</summary>
        public async Task NoStep(string code, MatterId matter, string happening, App.Acts.Caller? by = null, string? words = null, string? document = null, string? outcome = null) =>
            await world.Refused(code, by ?? world.AuditorTwo, new StepInMatter(matter, happening, words, document, null, null, outcome, await world.SeenOf(matter)));

        public async Task<string> StateOf(MatterId matter) => await world.Read(db => db.Matters.Where(m => m.Id == matter).Select(m => m.State).SingleAsync());

        public Task<List<CaseStep>> StepsOf(ProcessId process) => world.Read(db => db.CaseSteps.AsNoTracking().Where(s => s.Process == process).OrderBy(s => s.Number).ToListAsync());

        public Task<CaseDeadline> PeriodOf(ProcessId process, string name) =>
            world.Read(db => db.CaseDeadlines.AsNoTracking().Where(d => d.Process == process && d.Name == name).OrderBy(d => d.Id).LastAsync());

        public Task<List<MarketExclusion>> BarsOf(CounterpartyId party) => world.Read(db => db.MarketExclusions.AsNoTracking().Where(x => x.Party == party).OrderBy(x => x.Id).ToListAsync());

        /// <summary>The leadership group votes on what the present step puts to it, and the result is taken over.</summary>
        /// <summary>The body approves the referral of a case, and it is handed over.</summary>
        public async Task SendReferral(CaseId @case)
        {
            var referral = (await world.MatterOf(@case, MatterKind.Referral)).Id;
            await world.VoteOn(referral);
            await world.Step(referral, "SEND", world.Auditor, document: WorldCases.Paper, letter: "江路移〔2026〕1号", organ: "江州市公安局");
        }

        public async Task VoteOn(MatterId matter, Domain.Decisions.Vote vote = Domain.Decisions.Vote.Yes)
        {
            var item = await world.Do(world.AuditorTwo, new PutMatterToVote(matter, "事实清楚，建议同意；条件：不得参与投标，按季报告", await world.SeenOf(matter)));
            await (await Session.Of(world)).Decide(item, vote);
            await world.Do(world.Secretary, new AdoptMatterDecision(matter, await world.SeenOf(matter)));
        }
    }
}
